import { h3IndexToSplitLong, latLngToCell } from 'h3-js';

import { numericCellFinder } from '../src/h3/numeric-cell-finder.ts';
import { type Chance, points, seededChance } from '../src/h3/testing/points.ts';

const POINTS = 1 << 15;
const ROUNDS = 9;
const RESOLUTIONS = [7, 8, 9];
const GOTHENBURG = { lat: 57.7089, lng: 11.9746 };

/** Where the points lie, one after the other. */
const PLACES: Readonly<Record<string, (chance: Chance) => { lat: number; lng: number }>> = {
  'one city': (chance) => ({
    lat: GOTHENBURG.lat + 0.27 * (chance() - 0.5),
    lng: GOTHENBURG.lng + 0.5 * (chance() - 0.5),
  }),
  'anywhere on earth': (chance) => points['anywhere on earth'](chance, 0),
};

type Way = (lats: Float64Array, lngs: Float64Array, resolution: number) => number;

/**
 * What it costs to find the cell of a point: with h3-js as a text, with h3-js as two words, and by numbers. By turns, so that a busy machine
 * is busy for all; medians of millions of cells in a second of the processor.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const figures: Record<string, number | string> = {};
  for (const [place, point] of Object.entries(PLACES)) {
    const [lats, lngs] = columnsOf(point);
    for (const resolution of RESOLUTIONS) {
      const [text, words, numbers] = speedsOf((way) => way(lats, lngs, resolution));
      figures[`${place}, resolution ${resolution}: h3-js, M cells/s`] = text;
      figures[`${place}, resolution ${resolution}: h3-js and its words, M cells/s`] = words;
      figures[`${place}, resolution ${resolution}: ours, M cells/s`] = numbers;
      figures[`${place}, resolution ${resolution}: ours over h3-js`] = numbers / text;
      figures[`${place}, resolution ${resolution}: ours over h3-js and its words`] = numbers / words;
    }
  }
  return { name: 'cells of points', figures };
}

/** Each returns something of every answer, so that none can be left out. */
const WAYS: readonly Way[] = [byText, byWords, byNumbers()];

function byText(lats: Float64Array, lngs: Float64Array, resolution: number): number {
  let sum = 0;
  for (let i = 0; i < lats.length; i++) sum += latLngToCell(lats[i], lngs[i], resolution).length;
  return sum;
}

function byWords(lats: Float64Array, lngs: Float64Array, resolution: number): number {
  let sum = 0;
  for (let i = 0; i < lats.length; i++) {
    const [low, high] = h3IndexToSplitLong(latLngToCell(lats[i], lngs[i], resolution));
    sum ^= low ^ high;
  }
  return sum;
}

function byNumbers(): Way {
  const finder = numericCellFinder();
  return (lats, lngs, resolution) => {
    let sum = 0;
    for (let i = 0; i < lats.length; i++) {
      finder.find(lats[i], lngs[i], resolution);
      sum ^= finder.low ^ finder.high;
    }
    return sum;
  };
}

/** The first rounds warm up. */
function speedsOf(run: (way: Way) => number): number[] {
  const speeds: number[][] = WAYS.map(() => []);
  for (let round = 0; round < 2 * ROUNDS; round++) {
    for (const [i, way] of WAYS.entries()) speeds[i].push(POINTS / microsOf(() => run(way)));
  }
  return speeds.map((some) => medianOf(some.slice(ROUNDS)));
}

/** Of the processor. */
function microsOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function columnsOf(point: (chance: Chance) => { lat: number; lng: number }): [Float64Array, Float64Array] {
  const chance = seededChance(1);
  const some = Array.from({ length: POINTS }, () => point(chance));
  return [Float64Array.from(some, ({ lat }) => lat), Float64Array.from(some, ({ lng }) => lng)];
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
