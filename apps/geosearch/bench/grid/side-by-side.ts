import { type LatLng } from '@hansom/shared-geo';

import { type Contender, find, follow } from './contender.ts';
import { type Fleet, type Steps } from './fleet.ts';
import { compared, type Comparison, perSecond, type Round } from './measure.ts';
import { naive } from './naive.ts';
import { redis } from './redis.ts';
import { kdbush, rbush } from './trees.ts';

/** Calls of a round. */
interface Sizes {
  updates: number;
  queries: number;
}

const MANY: Sizes = { updates: 300_000, queries: 10_000 };
/** Of those who take long. */
const FEW: Sizes = { updates: 50_000, queries: 1_000 };

/** Ours and another by turns; but for Redis, whose server is a process of its own. */
export async function sideBySide(fleet: Fleet, index: Contender): Promise<Record<string, string>> {
  const places = Array.from({ length: MANY.queries }, () => fleet.place());
  const steps = fleet.drive(MANY.updates);
  const beside = (other: Contender) => ({
    updates: compared(updates(steps, index, MANY), updates(steps, other, FEW)),
    nearest: compared(queries(places, index, MANY), queries(places, other, FEW)),
  });
  const kd = kdbush(fleet);
  const moved = compared(updates(steps, index, MANY), { size: 2, call: () => kd.rebuild() });
  const rebuilt = { ...moved, other: kd.size * moved.other, times: moved.times / kd.size };
  const redisServer = await redis(fleet);
  const figures = {
    'naive Map/Set on h3-js': describe(beside(naive(fleet))),
    rbush: describe(beside(rbush(fleet))),
    'kdbush, all moved and rebuilt': describe({ updates: rebuilt, nearest: beside(kd).nearest }),
  };
  if (!redisServer) return { ...figures, "Redis, its server's CPU": 'not run' };
  const own = {
    updates: perSecond(MANY.updates, (i) => follow(steps, index, i)),
    nearest: perSecond(MANY.queries, (i) => find(places, index, i)),
  };
  return { ...figures, "Redis, its server's CPU": describe(against(own, redisServer)) };
}

function updates(steps: Steps, index: Contender, { updates: size }: Sizes): Round {
  return { size, call: (i) => follow(steps, index, i) };
}

function queries(places: readonly LatLng[], index: Contender, { queries: size }: Sizes): Round {
  return { size, call: (i) => find(places, index, i) };
}

type Rates = Record<'updates' | 'nearest', number>;
type Comparisons = Record<'updates' | 'nearest', Comparison>;

function against(own: Rates, other: Rates): Comparisons {
  const of = (what: keyof Rates) => ({ own: own[what], other: other[what], times: own[what] / other[what] });
  return { updates: of('updates'), nearest: of('nearest') };
}

function describe({ updates, nearest }: Comparisons): string {
  const theirs = [updates, nearest].map(({ other }) => Math.round(other).toLocaleString('en'));
  const ours = [updates, nearest].map(({ own }) => Math.round(own).toLocaleString('en'));
  const times = [updates, nearest].map((one) => one.times.toFixed(1));
  return `${theirs.join(' updates, ')} nearest 10; ours ${ours.join(' and ')}: ${times.join(' and ')} times`;
}
