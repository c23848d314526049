import { ClassSet } from '@hansom/shared-geo';
import { writeWords } from '@hansom/shared-ids';

import { type Contender } from './grid/contender.ts';
import { Fleet, type Spread } from './grid/fleet.ts';
import { percentile, perSecond, timesAmong } from './grid/measure.ts';
import { naive } from './grid/naive.ts';
import { BUSY, FREE, NOBODY, type Ours, ours } from './grid/ours.ts';
import { redis } from './grid/redis.ts';
import { kdbush, rbush } from './grid/trees.ts';

type Figures = Record<string, number | string>;

const UPDATES = 300_000;
const QUERIES = 10_000;
/** Of those who take long. */
const [SLOW_UPDATES, SLOW_QUERIES] = [50_000, 500];
const COUNTS = [10_000, 100_000, 1_000_000];
const SPREADS: Spread[] = ['city', 'world'];
const SIDE_BY_SIDE = 100_000;
const CROWD = 10_000;
/** Updates to a query. */
const MIXED = 100;

/**
 * The grid of drivers beside what else one could take, all a CPU second, or of wall time where that is said. A city is 30 by 30 km, the world two hundred
 * such; one driver in eight is free, and updates are steps of 20 m. What the drivers' steps themselves cost is in all figures of updates.
 */
export async function bench(): Promise<{ name: string; figures: Figures }> {
  const figures: Figures = {};
  for (const spread of SPREADS)
    for (const count of COUNTS) Object.assign(figures, sizes(new Fleet(count, spread)));
  const fleet = new Fleet(SIDE_BY_SIDE, 'city');
  const index = ours(fleet);
  Object.assign(figures, corners(fleet, index), await sideBySide(fleet, index));
  return { name: 'grid', figures };
}

/** Ours at one size. */
function sizes(fleet: Fleet): Figures {
  const index = ours(fleet);
  const of = `${fleet.count.toLocaleString('en')} in ${fleet.spread === 'city' ? 'a city' : 'the world'}: `;
  const places = Array.from({ length: QUERIES }, () => fleet.place());
  const updates = perSecond(UPDATES, () => step(fleet, index));
  const nearest = perSecond(QUERIES, (i) => find(index, places[i]!));
  const mixed = timesAmong(QUERIES, () => find(index, fleet.place()), {
    often: MIXED,
    call: () => step(fleet, index),
  });
  return {
    [`${of}updates by slot`]: updates,
    [`${of}nearest 10`]: nearest,
    [`${of}query among updates, p50, us of wall`]: percentile(mixed, 0.5),
    [`${of}query among updates, p99, us of wall`]: percentile(mixed, 0.99),
    [`${of}bytes a driver`]: index.grid.bytes / fleet.count,
  };
}

function step(fleet: Fleet, index: Contender): void {
  const n = fleet.driver();
  fleet.step(n);
  index.update(n);
}

function find(index: Contender, { lat, lng }: { lat: number; lng: number }): number {
  return index.nearest(lat, lng);
}

/** Ours where others get slow. */
function corners(fleet: Fleet, index: Ours): Figures {
  const texts = fleet.texts(SIDE_BY_SIDE);
  const words = new Uint32Array(4);
  const places = Array.from({ length: QUERIES }, () => fleet.place());
  const nobody = ClassSet.of(NOBODY);
  const crowd = ours(crowded(CROWD));
  const all = ClassSet.of(BUSY, FREE);
  const micros = (call: (i: number) => unknown) => 1e6 / perSecond(QUERIES, call);
  return {
    'updates by 128-bit id': perSecond(UPDATES, () => {
      const n = fleet.driver();
      fleet.step(n);
      index.updateById(n, fleet.ids, 4 * n);
    }),
    'updates by string id': perSecond(UPDATES, () => {
      const n = fleet.driver();
      fleet.step(n);
      writeWords(texts[n]!, words);
      index.updateById(n, words, 0);
    }),
    'nothing within 5 km, us': micros(() => index.nearest(60, 11.9)),
    'a class with no driver, us': micros((i) => index.find(places[i]!, { classes: nobody })),
    '10 k drivers in one cell, an eighth free, us': micros(() => crowd.nearest(57.7, 11.97)),
    '10 k drivers in one cell, all asked for, us': micros(() =>
      crowd.find({ lat: 57.7, lng: 11.97 }, { classes: all }),
    ),
  };
}

/** All within a hundred metres. */
function crowded(count: number): Fleet {
  const fleet = new Fleet(count, 'city');
  for (let n = 0; n < count; n++) {
    fleet.lat[n] = 57.7 + 0.0005 * fleet.random.next();
    fleet.lng[n] = 11.97 + 0.001 * fleet.random.next();
  }
  return fleet;
}

async function sideBySide(fleet: Fleet, index: Ours): Promise<Figures> {
  const kd = kdbush(fleet);
  const own = rates(fleet, index, { updates: UPDATES, queries: QUERIES });
  const slow = { updates: SLOW_UPDATES, queries: SLOW_QUERIES };
  const others: Record<string, Rates | undefined> = {
    'naive Map/Set on h3-js': rates(fleet, naive(fleet), slow),
    rbush: rates(fleet, rbush(fleet), slow),
    'kdbush, all moved and rebuilt': {
      updates: kd.size * perSecond(20, () => kd.rebuild()),
      nearest: rates(fleet, kd, slow).nearest,
    },
    "Redis, its server's CPU": await redis(fleet),
  };
  const figures: Figures = { 'ours, 100 k in a city': describe(own) };
  for (const [name, theirs] of Object.entries(others))
    figures[name] = theirs ? describe(theirs, own) : 'not run';
  return figures;
}

interface Rates {
  updates: number;
  nearest: number;
}

function rates(
  fleet: Fleet,
  index: Contender,
  { updates, queries }: { updates: number; queries: number },
): Rates {
  const places = Array.from({ length: queries }, () => fleet.place());
  return {
    updates: perSecond(updates, () => step(fleet, index)),
    nearest: perSecond(queries, (i) => find(index, places[i]!)),
  };
}

function describe(rates: Rates, own?: Rates): string {
  const [updates, nearest] = [rates.updates, rates.nearest].map((one) =>
    Math.round(one).toLocaleString('en'),
  );
  const ratio =
    own &&
    `; ours ${(own.updates / rates.updates).toFixed(1)} and ${(own.nearest / rates.nearest).toFixed(1)} times`;
  return `${updates} updates, ${nearest} nearest 10${ratio ?? ''}`;
}
