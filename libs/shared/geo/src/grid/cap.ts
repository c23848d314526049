import { cellToBoundary, cellToLatLng, splitLongToH3Index } from 'h3-js';

import { type Chord, chordBetween, unitVector, type Vector } from '../chord.ts';

/** Of a cell: a cap of the sphere that holds all of it, and one within it. Both have its centre in the middle. */
export interface Cap {
  readonly centre: Vector;
  readonly outer: Chord;
  readonly inner: Chord;
}

/** Far more than rounding does to a chord, and nothing to a distance on the ground. */
const [RELATIVE, ABSOLUTE] = [1e-9, 1e-15];

/** From the words of a cell. Slow: some microseconds. */
export function capOf(high: number, low: number): Cap {
  const cell = splitLongToH3Index(low, high);
  const [lat, lng] = cellToLatLng(cell);
  const centre = unitVector({ lat, lng });
  const corners = cellToBoundary(cell).map(([y, x]) => unitVector({ lat: y, lng: x }));
  const outer = Math.max(...corners.map((corner) => chordBetween(centre, corner)));
  const inner = Math.min(
    ...corners.map((corner, i) => chordToArc(centre, corner, corners.at(i - 1) ?? corner)),
  );
  return {
    centre,
    outer: outer * (1 + RELATIVE) + ABSOLUTE,
    inner: Math.max(0, inner * (1 - RELATIVE) - ABSOLUTE),
  };
}

/** From a point to the great circle through two others: at most as far as to the arc between them. */
function chordToArc(point: Vector, a: Vector, b: Vector): Chord {
  const normal = cross(difference(b, a), a);
  const sine = Math.abs(dot(normal, difference(point, a))) / Math.hypot(...normal);
  return 2 * Math.sin(Math.asin(Math.min(sine, 1)) / 2);
}

function difference([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ax - bx, ay - by, az - bz];
}

function cross([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

function dot([ax, ay, az]: Vector, [bx, by, bz]: Vector): number {
  return ax * bx + ay * by + az * bz;
}
