import { type Millis } from '@hansom/platform-context';

/** The latest of many spans of time. */
export class Spans {
  private readonly latest: Millis[] = [];
  private next = 0;

  constructor(private readonly capacity: number) {}

  add(span: Millis): void {
    this.latest[this.next] = span;
    this.next = (this.next + 1) % this.capacity;
  }

  /** Mean, and the span that 95 % are not longer than. Undefined while there is none. */
  summary(): { mean: Millis; p95: Millis; of: number } | undefined {
    const sorted = [...this.latest].sort((a, b) => a - b);
    const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1];
    if (p95 === undefined) return undefined;
    const mean = sorted.reduce((total, span) => total + span, 0) / sorted.length;
    return { mean, p95, of: sorted.length };
  }
}
