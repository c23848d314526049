import { type Instant, later, type Millis } from '@hansom/platform-context';

import { type Now, type Sum } from '../protocol.ts';
import { Dated } from './dated.ts';
import { type JobEnd, type JobFact, type PaymentFact } from './facts.ts';

const HOUR_MS: Millis = 3_600_000;
/** Of each kind of fact: more than any city has in an hour. */
const MOST = 100_000;

/** How the last hour of city time went, or as much of it as somebody listened. Each job counts once, whatever is told of it again. */
export class LastHour {
  private readonly ends = new Dated<JobEnd>(MOST);
  private readonly searches = new Dated<boolean>(MOST);
  private readonly waits = new Dated<Millis>(MOST);
  private readonly paid = new Dated<Sum>(MOST);

  /** What happened before `since` is not known of all jobs, and so counts of none. */
  constructor(private readonly since: Instant) {}

  heardJob({ id, end, search, wait }: JobFact): void {
    if (end && this.counts(end.at)) this.ends.put(id, end.at, end.how);
    if (search && this.counts(search.at)) this.searches.put(id, search.at, search.matched);
    if (wait && this.counts(wait.at)) this.waits.put(id, wait.at, wait.ms);
  }

  heardPayment({ paymentId, at, sum }: PaymentFact): void {
    if (this.counts(at)) this.paid.put(paymentId, at, sum);
  }

  knownFor(now: Instant): Millis {
    return Math.max(0, Math.min(HOUR_MS, now - this.since));
  }

  figures(now: Instant): Now['lastHour'] {
    const from = later(now, -HOUR_MS);
    const wait = waitOf(this.waits.since(from).map(({ fact }) => fact));
    const searches = this.searches.since(from);
    const matched = searches.filter(({ fact }) => fact).length;
    return {
      ...countsOf(this.ends.since(from).map(({ fact }) => fact)),
      ...(wait && { wait }),
      ...(searches.length > 0 && { matchRate: matched / searches.length }),
      takings: sumsOf(this.paid.since(from).map(({ fact }) => fact)),
    };
  }

  private counts(at: Instant): boolean {
    return at >= this.since;
  }
}

function countsOf(ends: readonly JobEnd[]): Record<JobEnd, number> {
  const counts = { completed: 0, cancelled: 0, noShow: 0, noDriver: 0, notPaid: 0 };
  for (const end of ends) counts[end] += 1;
  return counts;
}

/** Mean, and the span that 95 % are not longer than. */
function waitOf(spans: readonly Millis[]): { mean: Millis; p95: Millis } | undefined {
  const sorted = spans.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1];
  if (p95 === undefined) return undefined;
  return { mean: Math.round(sorted.reduce((total, span) => total + span, 0) / sorted.length), p95 };
}

function sumsOf(paid: readonly Sum[]): Sum[] {
  const totals = new Map<string, number>();
  for (const { currency, amountMinor } of paid)
    totals.set(currency, (totals.get(currency) ?? 0) + amountMinor);
  return [...totals].map(([currency, amountMinor]) => ({ amountMinor, currency }));
}
