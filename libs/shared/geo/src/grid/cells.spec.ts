import {
  cellToBoundary,
  cellToChildren,
  cellToLatLng,
  cellToParent,
  getPentagons,
  getRes0Cells,
  getResolution,
  gridDisk,
  h3IndexToSplitLong,
  isPentagon,
  latLngToCell,
} from 'h3-js';

import { chordBetween, unitVector } from '../chord.ts';
import { writeCap } from './cap.ts';
import { GROUP_ORDER, GROUPS } from './group-order.ts';
import { LEAF, LEAF_DIGIT, LeafCells } from './leaf-cells.ts';
import { CHILD_BITS, DIGIT_BITS, LeafWords, type Words } from './leaf-words.ts';
import { PARENT, ParentCells } from './parent-cells.ts';
import { randomFrom } from './testing/random.ts';

/** All of the coarsest, those around pentagons, and some anywhere. */
function someParents(): string[] {
  const random = randomFrom(1);
  const anywhere = [1, 2, 3, 4, 5, 7, 9, 10, 11].flatMap((resolution) =>
    Array.from({ length: 40 }, () =>
      latLngToCell((Math.asin(2 * random() - 1) * 180) / Math.PI, 360 * random() - 180, resolution),
    ),
  );
  const pentagons = [1, 4, 7].flatMap((resolution) =>
    getPentagons(resolution).flatMap((cell) => gridDisk(cell, 1)),
  );
  return [...getRes0Cells(), ...pentagons, ...anywhere];
}

function leavesOf(parent: string): string[] {
  return cellToChildren(parent, getResolution(parent) + 2);
}

function leafWordsOf(leaf: string): LeafWords {
  const words = new LeafWords(getResolution(leaf));
  words.read(wordsOf(leaf));
  return words;
}

function wordsOf(cell: string): Words {
  const [low, high] = h3IndexToSplitLong(cell).map((word) => word | 0);
  return { high, low };
}

/** How far the circle of one cell goes from the middle of another, as a share of how far that one's own does. */
function reach(caps: Float32Array, of: number, from: number): number {
  const [x, y, z, radius] = caps.subarray(from, from + 4);
  const [u, v, w, others] = caps.subarray(of, of + 4);
  return (chordBetween([x, y, z], [u, v, w]) + others) / radius;
}

describe('a leaf', () => {
  it('has a circle that holds all of it', () => {
    for (const leaf of someParents()) {
      const cap = new Float32Array(4);
      const { high, low } = wordsOf(leaf);
      writeCap(high, low, cap);
      const [x, y, z, radius] = cap;

      const corners = cellToBoundary(leaf).map(([lat, lng]) => unitVector({ lat, lng }));

      for (const corner of corners) expect(chordBetween([x, y, z], corner)).toBeLessThan(radius);
    }
  });
});

describe('a group', () => {
  // A driver may be listed by a leaf whose circle holds the fix.
  it('has a circle that holds those of all its leaves', () => {
    for (const cell of someParents()) {
      const leaves = new LeafCells();
      const block = leaves.take(0) << CHILD_BITS;
      const reaches = leavesOf(cell).map((leaf) => {
        const words = leafWordsOf(leaf);
        const at = block | words.child;
        leaves.learn(at, wordsOf(leaf), words.group);
        return reach(leaves.caps, at << LEAF, (at | LEAF_DIGIT) << LEAF);
      });

      expect(Math.max(...reaches)).toBeLessThan(1);
    }
  });

  it('is followed by those that are nearest to it', () => {
    for (const cell of getRes0Cells().filter((parent) => !isPentagon(parent))) {
      const groups = cellToChildren(cell, getResolution(cell) + 1);
      const centreOf = (place: number) => {
        const [lat, lng] = cellToLatLng(groups[place >> DIGIT_BITS]!);
        return unitVector({ lat, lng });
      };
      for (let digit = 0; digit < GROUPS; digit++) {
        const order = GROUP_ORDER.subarray(digit << DIGIT_BITS, (digit << DIGIT_BITS) + GROUPS);
        const own = centreOf(digit << DIGIT_BITS);
        const chords = [...order].map((place) => chordBetween(own, centreOf(place)));

        expect(order[0]! >> DIGIT_BITS).toBe(digit);
        expect([...order].sort((a, b) => a - b)).toEqual([7, 15, 23, 31, 39, 47, 55]);
        // H3 pulls cells out of shape: some that are as far in a plane are not on a sphere.
        for (const [i, chord] of chords.entries())
          expect(chord).toBeGreaterThan(0.8 * Math.max(...chords.slice(0, i)));
      }
    }
  });
});

describe('a parent', () => {
  it('has a circle that holds those of all its leaves', () => {
    for (const cell of someParents()) {
      const parents = new ParentCells(4, new LeafCells());
      const at = parents.learn(wordsOf(cell)) << PARENT;
      const caps = new Float32Array(8);
      caps.set(parents.records.floats.subarray(at, at + 4));
      const reaches = leavesOf(cell).map((leaf) => {
        const { high, low } = wordsOf(leaf);
        writeCap(high, low, caps.subarray(4));
        return reach(caps, 4, 0);
      });

      expect(Math.max(...reaches)).toBeLessThan(1);
    }
  });

  it('is, or is beside, the parent of whatever is beside one of its leaves', () => {
    for (const cell of someParents()) {
      const resolution = Number.parseInt(cell.charAt(1), 16);
      const beside = new Set(leavesOf(cell).flatMap((leaf) => gridDisk(leaf, 1)));

      const parents = new Set([...beside].map((leaf) => cellToParent(leaf, resolution)));

      expect(gridDisk(cell, 1)).toEqual(expect.arrayContaining([...parents]));
    }
  });
});

describe('LeafWords', () => {
  it('takes a leaf apart into its parent, its group and its place there, at every resolution', () => {
    for (const cell of someParents()) {
      const leaves = leavesOf(cell);
      const groups = leaves.map((leaf) => wordsOf(cellToParent(leaf, getResolution(cell) + 1)));

      const taken = leaves.map(leafWordsOf);

      expect(taken.map(({ group: { high, low } }) => ({ high, low }))).toEqual(groups);
      expect(new Set(taken.map(({ parent: { high, low } }) => `${high} ${low}`))).toEqual(
        new Set([`${wordsOf(cell).high} ${wordsOf(cell).low}`]),
      );
      expect(new Set(taken.map(({ child }) => child)).size).toBe(leaves.length);
      expect(Math.max(...taken.map(({ child }) => child))).toBeLessThan(1 << CHILD_BITS);
    }
  });
});
