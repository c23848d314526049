import { type Metric as PromMetric, Registry } from 'prom-client';

/** A value with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** In place of the metric's: the parts of a histogram have their own. */
  readonly name?: string;
}

export interface Metric {
  /** snake_case, with the unit at the end, as Prometheus asks: `hansom_relay_depth`, `..._seconds`, a counter's `..._total`. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Called at each scrape. What is not a number, or throws, is left out. */
  read(): number | Iterable<Sample>;
}

const NAME = /^[a-z][a-z0-9_]*$/;

/** The metrics of one service, read when somebody asks and not before. */
export class Metrics {
  private readonly registry = new Registry();

  /** Throws when there is one of that name, or when that is no name. */
  add(metric: Metric): void {
    const { name, type, help } = metric;
    if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} is not the name of a metric`);
    const get = async () => ({ name, type, help, values: samplesOf(metric) });
    this.registry.registerMetric({ name, get } as unknown as PromMetric); // a registry asks a metric for nothing else
  }

  /** Prometheus text, version 0.0.4. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}

function samplesOf(metric: Metric) {
  const samples = read(metric).filter(({ value }) => Number.isFinite(value));
  return samples.map(({ labels, value, name }) => ({ labels, value, metricName: name }));
}

/** One that is broken takes no other with it. */
function read(metric: Metric): Sample[] {
  try {
    const value = metric.read();
    return typeof value === 'number' ? [{ labels: {}, value }] : [...value];
  } catch {
    return [];
  }
}
