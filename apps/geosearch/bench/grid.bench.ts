import { ClassSet } from '@hansom/shared-geo';
import { writeWords } from '@hansom/shared-ids';

import { type Contender, find, follow } from './grid/contender.ts';
import { Fleet, type Spread } from './grid/fleet.ts';
import { percentile, perSecond, timesAmong } from './grid/measure.ts';
import { BUSY, FREE, NOBODY, type Ours, ours } from './grid/ours.ts';
import { sideBySide } from './grid/side-by-side.ts';

type Moves = Pick<Contender, 'update'>;
type Figures = Record<string, number | string>;

const UPDATES = 300_000;
const QUERIES = 10_000;
const COUNTS = [10_000, 100_000, 1_000_000];
const SPREADS: Spread[] = ['city', 'world'];
const SIDE_BY_SIDE = 100_000;
const CROWD = 10_000;
/** Updates to a query. */
const MIXED = 100;

/**
 * The grid of drivers beside what else one could take, all a CPU second, or of wall time where that is said. A city is 30 by 30 km, the world two hundred
 * such; one driver in eight is free, and updates are steps of 20 m. Where
 * they drive is worked out before.
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
  const steps = fleet.drive(UPDATES);
  const updates = perSecond(UPDATES, (i) => follow(steps, index, i));
  const nearest = perSecond(QUERIES, (i) => find(places, index, i));
  const mixed = timesAmong(QUERIES, (i) => find(places, index, i), {
    often: MIXED,
    call: (i) => follow(steps, index, i),
  });
  return {
    [`${of}updates by slot`]: updates,
    [`${of}nearest 10`]: nearest,
    [`${of}query among updates, p50, us of wall`]: percentile(mixed, 0.5),
    [`${of}query among updates, p99, us of wall`]: percentile(mixed, 0.99),
    [`${of}bytes a driver`]: index.grid.bytes / fleet.count,
  };
}

/** Ours where others get slow. */
function corners(fleet: Fleet, index: Ours): Figures {
  const texts = fleet.texts(SIDE_BY_SIDE);
  const words = new Uint32Array(4);
  const places = Array.from({ length: QUERIES }, () => fleet.place());
  const nobody = ClassSet.of(NOBODY);
  const crowd = ours(crowded(CROWD));
  const all = ClassSet.of(BUSY, FREE);
  const steps = fleet.drive(UPDATES);
  const byId: Moves = { update: (n, lat, lng) => index.updateById({ ids: fleet.ids, at: 4 * n }, lat, lng) };
  const byText: Moves = {
    update: (n, lat, lng) => {
      writeWords(texts[n]!, words);
      index.updateById({ ids: words, at: 0 }, lat, lng);
    },
  };
  const micros = (call: (i: number) => unknown) => 1e6 / perSecond(QUERIES, call);
  return {
    'updates by 128-bit id': perSecond(UPDATES, (i) => follow(steps, byId, i)),
    'updates by string id': perSecond(UPDATES, (i) => follow(steps, byText, i)),
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
