import { type EndpointStats, type OutcomeStats } from '@hansom/proto-platform';
import { type z } from '@hansom/platform-config';

import { type Rates as Schema } from '../routes/shapes/service-page.ts';

export type Rates = z.output<typeof Schema>;

const NONE: Rates = { count: 0, perSecond1m: 0, perSecond5m: 0, perSecond15m: 0 };

/** Rates of several that happen side by side. */
export function sumOf(outcomes: readonly (OutcomeStats | undefined)[]): Rates {
  return outcomes.map(toRates).reduce(added, NONE);
}

function toRates(outcome: OutcomeStats | undefined): Rates {
  if (!outcome) return NONE;
  const { count, m1PerSecond, m5PerSecond, m15PerSecond } = outcome;
  return {
    count: Number(count),
    perSecond1m: m1PerSecond,
    perSecond5m: m5PerSecond,
    perSecond15m: m15PerSecond,
  };
}

function added(a: Rates, b: Rates): Rates {
  return {
    count: a.count + b.count,
    perSecond1m: a.perSecond1m + b.perSecond1m,
    perSecond5m: a.perSecond5m + b.perSecond5m,
    perSecond15m: a.perSecond15m + b.perSecond15m,
  };
}

type Durations = Pick<EndpointStats, 'meanMs' | 'p50Ms' | 'p95Ms' | 'p99Ms'>;

/** How long calls took where they took longest: percentiles of several cannot be added. */
export function slowestOf(stats: readonly EndpointStats[]): Durations {
  const slowest = (key: keyof Durations): number => Math.max(0, ...stats.map((one) => one[key]));
  return {
    meanMs: slowest('meanMs'),
    p50Ms: slowest('p50Ms'),
    p95Ms: slowest('p95Ms'),
    p99Ms: slowest('p99Ms'),
  };
}

/** Things by a key of theirs, in the order of the keys. */
export function groupedBy<T>(things: readonly T[], keyOf: (thing: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
