import { type Instant, type Millis } from '@hansom/platform-context';
import { type CallScope } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';

import { type DispatchContext } from '../context.ts';
import { type Leases } from '../store/leases.ts';
import { Fairness } from './fairness.ts';
import { matchCity } from './match-city.ts';
import { reconcile } from './reconcile.ts';

interface MatchingOptions {
  leases: Leases;
  begin(options: { deadlineMs: Millis }): CallScope;
}

const LONGEST_ROUND_MS: Millis = 10_000;

/** The matching of all cities: a round does what is due in each city that this instance holds. */
export function matching(ctx: DispatchContext, { leases, begin }: MatchingOptions) {
  const fairness = new Fairness(ctx.clock, () => ctx.config.current.fairnessMs);
  const due = { batch: new Map<string, Instant>(), reconcile: new Map<string, Instant>() };

  return async function round(signal: AbortSignal): Promise<void> {
    const call = begin({ deadlineMs: LONGEST_ROUND_MS });
    try {
      const { cities } = await ctx.city.listCities({}, call);
      for (const city of cities) {
        if (!signal.aborted) await roundOf(city, call); // one city after the other: a batch is short, and a city has one at a time
      }
    } finally {
      call.end();
    }
  };

  async function roundOf(city: City, call: CallScope): Promise<void> {
    const { leaseMs, reconcileMs } = ctx.config.current;
    if (!isDue(due.batch, city.code, city.dispatch?.batchMs ?? leaseMs)) return;
    if (!(await leases.hold(city.code, leaseMs * ctx.clock.speed))) return;
    const figures = await matchCity(ctx, { city, fairness, call });
    if (figures.greedy)
      ctx.log.warn('too many pairs for the best assignment', { city: city.code, ...figures });
    if (isDue(due.reconcile, city.code, reconcileMs)) await reconcile(ctx, city.code, call);
  }

  /** Whether it is time again, in domain time; then its next time is set. */
  function isDue(times: Map<string, Instant>, city: string, everyMs: Millis): boolean {
    const now = ctx.clock.now();
    const last = times.get(city);
    if (last !== undefined && now - last < everyMs) return false;
    times.set(city, now);
    return true;
  }
}
