import fc from 'fast-check';

import { type LatLng, type OsmNode, type OsmTags, type OsmWay } from '../src/index.ts';

const SIDE = 5;

/** A node of a lattice with about 100 m between neighbours, in Gothenburg. */
export function crossing(row: number, column: number): OsmNode {
  return { id: row * 100 + column, lat: 57.7 + row * 0.0009, lng: 11.9 + column * 0.0017 };
}

/** A street over crossings given as [row, column]. */
export function aWay(crossings: [number, number][], tags: OsmTags = {}): OsmWay {
  const nodes = crossings.map(([row, column]) => crossing(row, column));
  return { nodes, tags: { highway: 'residential', ...tags } };
}

/**
 * Streets that wander over a lattice, some of them one way, at several speeds, beside a ring road that ties them together; hence parallel
 * streets, loops, dead ends and overlaps.
 */
export function streetMaps(): fc.Arbitrary<OsmWay[]> {
  const steps = fc.array(fc.constantFrom([0, 1], [1, 0], [0, -1], [-1, 0]), { minLength: 1, maxLength: 8 });
  const start = fc.tuple(fc.nat(SIDE - 1), fc.nat(SIDE - 1));
  const tags = fc.record(
    {
      oneway: fc.constantFrom('yes', '-1', 'no'),
      maxspeed: fc.constantFrom('10', '50', '90'),
      name: fc.constantFrom('A', 'B'),
    },
    { requiredKeys: [] },
  );
  const way = fc.tuple(start, steps, tags).map(([from, moves, found]) => aWay(walk(from, moves), found));
  return fc.array(way, { maxLength: 10 }).map((ways) => [ringRoad(), ...ways]);
}

/** Points on and around the lattice. */
export function places(): fc.Arbitrary<LatLng> {
  const within = (size: number) => fc.integer({ min: -200, max: 1200 }).map((share) => (share / 1000) * size);
  return fc.tuple(within(SIDE), within(SIDE)).map(([row, column]) => crossing(row, column));
}

/** Drawn the wrong way round: oneway against its nodes. */
function ringRoad(): OsmWay {
  const last = SIDE - 1;
  return aWay([[0, 0], [0, last], [last, last], [last, 0], [0, 0]], { oneway: '-1', highway: 'secondary' }); // prettier-ignore
}

function walk(from: [number, number], moves: readonly (readonly number[])[]): [number, number][] {
  const clamp = (value: number) => Math.min(Math.max(value, 0), SIDE - 1);
  const path = [from];
  for (const [down, right] of moves) {
    const [row, column] = path[path.length - 1];
    path.push([clamp(row + down), clamp(column + right)]);
  }
  return path;
}
