import { type Instant, type Millis } from '@hansom/platform-context';
import { type CallScope, during } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';

import { type DispatchContext } from '../context.ts';
import { type Leases } from '../store/leases.ts';
import { Fairness } from './fairness.ts';
import { matchCity } from './match-city.ts';
import { reconcile } from './reconcile.ts';
import { Turns } from './turns.ts';

interface MatchingOptions {
  leases: Leases;
  begin(options: { deadlineMs: Millis }): CallScope;
}

/** Of one city's batch, and of one look after its claims. */
const LONGEST = { deadlineMs: 10_000 };
const CITIES_AT_ONCE = 4;

/**
 * The matching of all cities: a round does what is due in each city that this instance holds. Those whose last batch is longest ago come first, and each
 * has its own time and its own failures: a city that is slow or broken keeps no other from being matched.
 */
export function matching(ctx: DispatchContext, { leases, begin }: MatchingOptions) {
  const fairness = new Fairness(ctx.clock, () => ctx.config.current.fairnessMs);
  const turns = new Turns(ctx);
  const compareClaims = reconcile(ctx);
  const due = { batch: new Map<string, Instant>(), reconcile: new Map<string, Instant>() };

  return async function round(signal: AbortSignal): Promise<void> {
    const { cities } = await during(begin(LONGEST), (call) => ctx.city.listCities({}, call));
    const waiting = [...cities].sort((a, b) => lastBatch(a) - lastBatch(b)).values();
    const failures: unknown[] = [];
    const work = async (): Promise<void> => {
      // Each takes the next that nobody has taken.
      for (const city of waiting)
        if (!signal.aborted) await roundOf(city).catch((error: unknown) => failures.push(error));
    };
    await Promise.all(Array.from({ length: CITIES_AT_ONCE }, work));
    if (failures.length > 0) throw failures[0];
  };

  async function roundOf(city: City): Promise<void> {
    const { leaseMs, reconcileMs } = ctx.config.current;
    if (!isDue(due.batch, city.code, city.dispatch?.batchMs ?? leaseMs)) return;
    if (!(await leases.hold(city.code, leaseMs * ctx.clock.speed))) return;
    const figures = await during(begin(LONGEST), (call) => matchCity(ctx, { city, fairness, turns, call }));
    if (figures.greedy)
      ctx.log.warn('too many pairs for the best assignment', { city: city.code, ...figures });
    if (figures.left > 0)
      ctx.log.warn('a batch had no time for all of its jobs', { city: city.code, ...figures });
    if (!isDue(due.reconcile, city.code, reconcileMs)) return;
    const { complete } = await during(begin(LONGEST), (call) => compareClaims(city.code, call));
    if (!complete)
      ctx.log.warn('there was no time to compare all shifts with their offers', { city: city.code });
  }

  function lastBatch({ code }: City): number {
    return due.batch.get(code) ?? 0;
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
