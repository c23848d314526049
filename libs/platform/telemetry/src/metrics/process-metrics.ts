import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

import { type Monotonic } from '@hansom/platform-context';

import { type Metric, type Sample } from './metrics.ts';

const RESOLUTION_MS = 20;

/** What the process uses, under OpenTelemetry's names. */
export function processMetrics(monotonic: Monotonic, lag: LoopLag): Metric[] {
  const startedAt = monotonic.now();
  return [
    counter('process_cpu_time_seconds_total', 'CPU time of the process.', cpuTime),
    gauge('process_memory_usage_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss()),
    gauge(
      'process_uptime_seconds',
      'Time since the service was made.',
      () => (monotonic.now() - startedAt) / 1000,
    ),
    gauge('v8js_memory_heap_used_bytes', 'Heap in use.', () => process.memoryUsage().heapUsed),
    gauge('nodejs_eventloop_delay_seconds', 'How late the event loop was since the last scrape.', () =>
      lag.read(),
    ),
  ];
}

/** How late the event loop is. It is watched from the first reading on, so that a service that nobody scrapes pays nothing. */
export class LoopLag {
  private histogram: IntervalHistogram | undefined;

  /** Since the last reading; nothing at the first one. Each interval includes the 20 ms that were asked for: they are taken off. */
  read(): Sample[] {
    const { histogram } = this;
    if (!histogram) {
      this.histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      this.histogram.enable();
      return [];
    }
    if (histogram.count === 0) return []; // not reset: it would forget the interval that runs
    const samples = [
      sample('0.5', histogram.percentile(50)),
      sample('0.99', histogram.percentile(99)),
      sample('1', histogram.max),
    ];
    histogram.reset();
    return samples;
  }

  close(): void {
    this.histogram?.disable();
    this.histogram = undefined;
  }
}

function sample(quantile: string, nanoseconds: number): Sample {
  return { labels: { quantile }, value: Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000) };
}

function cpuTime(): Sample[] {
  const { user, system } = process.cpuUsage();
  return [
    { labels: { cpu_mode: 'user' }, value: user / 1e6 },
    { labels: { cpu_mode: 'system' }, value: system / 1e6 },
  ];
}

function gauge(name: string, help: string, read: Metric['read']): Metric {
  return { name, help, type: 'gauge', read };
}

function counter(name: string, help: string, read: Metric['read']): Metric {
  return { name, help, type: 'counter', read };
}
