import { type Effects } from '@hansom/platform-context';

import { type Metric } from '../metrics/metrics.ts';
import { type Span, type SpanSink } from '../trace/span.ts';

/** Sends spans away. Rejects when they did not arrive, also when the signal aborts: then nobody waits any more. */
export type ExportSpans = (spans: readonly Span[], signal: AbortSignal) => Promise<void>;

const MAX_WAITING = 2048;
const BATCH = 512;
const EVERY_MS = 1000;
const EXPORT_TIMEOUT_MS = 5000;
const FLUSH_MS = 2000;

/**
 * Spans on their way to a collector: a full batch at once, others within a second, one batch at a time. It never holds anybody up
 * and never grows: what comes while 2,048 wait is dropped, and so is a batch that fails or takes over 5 s.
 */
export class SpanQueue implements SpanSink {
  private waiting: Span[] = [];
  private exported = 0;
  private dropped = 0;
  private exporting: Promise<void> | undefined;
  /** Gives the running export up. */
  private over: AbortController | undefined;
  /** So that an outage is one line in the log. */
  private failing = false;
  private stopTimer: (() => void) | undefined;
  private closed: Promise<void> | undefined;

  constructor(
    private readonly send: ExportSpans,
    private readonly effects: Pick<Effects, 'timers' | 'log'>,
  ) {}

  push(span: Span): void {
    if (this.closed || this.waiting.length >= MAX_WAITING) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(span);
    this.schedule();
  }

  metrics(): Metric[] {
    return [
      {
        name: 'hansom_spans_waiting',
        type: 'gauge',
        help: 'Spans that wait for the collector.',
        read: () => this.waiting.length,
      },
      {
        name: 'hansom_spans_exported_total',
        type: 'counter',
        help: 'Spans that the collector took.',
        read: () => this.exported,
      },
      {
        name: 'hansom_spans_dropped_total',
        type: 'counter',
        help: 'Spans that were lost.',
        read: () => this.dropped,
      },
    ];
  }

  /** Sends what waits, for 2 s at most; what is left is dropped, and so is what comes later. Idempotent. */
  close(): Promise<void> {
    return (this.closed ??= this.flush());
  }

  private async flush(): Promise<void> {
    this.stopTimer?.();
    const enough = new AbortController();
    const late = this.effects.timers.sleep(FLUSH_MS, enough.signal);
    const drained = this.drain();
    await Promise.race([drained, late]);
    enough.abort();
    this.dropped += this.waiting.length;
    this.waiting = [];
    this.over?.abort();
    await drained;
  }

  private async drain(): Promise<void> {
    await this.exporting;
    while (this.waiting.length > 0) await this.exportBatch(); // one at a time is the bound
  }

  private schedule(): void {
    if (this.exporting) return;
    if (this.waiting.length >= BATCH) return this.start();
    this.stopTimer ??= this.effects.timers.after(EVERY_MS, () => this.start());
  }

  private start(): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
    this.exporting = this.exportBatch().finally(() => {
      this.exporting = undefined;
      if (this.waiting.length > 0 && !this.closed) this.schedule();
    });
  }

  private async exportBatch(): Promise<void> {
    const batch = this.waiting.splice(0, BATCH);
    const over = (this.over = new AbortController());
    try {
      await Promise.race([this.send(batch, over.signal), this.late(over.signal)]);
      this.exported += batch.length;
      this.failing = false;
    } catch (error) {
      this.dropped += batch.length;
      if (!this.failing) this.effects.log.warn('spans are lost', { spans: batch.length, error });
      this.failing = true;
    } finally {
      over.abort();
    }
  }

  /** Rejects when an export has taken too long. */
  private async late(over: AbortSignal): Promise<never> {
    await this.effects.timers.sleep(EXPORT_TIMEOUT_MS, over);
    throw new Error('the collector did not take them in time');
  }
}
