import {
  cellToBoundary,
  cellToChildren,
  cellToParent,
  getPentagons,
  getRes0Cells,
  gridDisk,
  h3IndexToSplitLong,
  latLngToCell,
} from 'h3-js';

import { chordBetween, unitVector } from '../chord.ts';
import { LeafCells } from './leaf-cells.ts';
import { CHILD_BITS, LeafWords } from './leaf-words.ts';
import { PARENT, ParentCells } from './parent-cells.ts';
import { randomFrom } from './testing/random.ts';

/** All of the coarsest, those around pentagons, and some anywhere. */
function someParents(): string[] {
  const random = randomFrom(1);
  const anywhere = [1, 2, 3, 4, 5, 7, 9, 10].flatMap((resolution) =>
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
  return cellToChildren(parent, Number.parseInt(parent.charAt(1), 16) + 2);
}

describe('a parent', () => {
  it('has a circle that holds all of all its leaves', () => {
    for (const cell of someParents()) {
      const parents = new ParentCells(4, new LeafCells());
      const [low, high] = h3IndexToSplitLong(cell);
      const at = parents.learn(high, low) << PARENT;
      const [x, y, z, radius] = parents.records.floats.subarray(at, at + 4);
      const corners = leavesOf(cell).flatMap((leaf) => cellToBoundary(leaf));

      const reach = Math.max(
        ...corners.map(([lat, lng]) => chordBetween([x, y, z], unitVector({ lat, lng }))),
      );

      expect(reach).toBeLessThan(radius);
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
  it('takes a leaf apart into its parent and its place there, at every resolution', () => {
    for (const cell of someParents()) {
      const words = new LeafWords(Number.parseInt(cell.charAt(1), 16) + 2);
      const [parentLow, parentHigh] = h3IndexToSplitLong(cell).map((word) => word | 0);

      const children = leavesOf(cell).map((leaf) => {
        const [low, high] = h3IndexToSplitLong(leaf);
        words.read({ high, low });
        expect([words.high, words.low]).toEqual([parentHigh, parentLow]);
        return words.child;
      });

      expect(new Set(children).size).toBe(children.length);
      expect(Math.max(...children)).toBeLessThan(1 << CHILD_BITS);
    }
  });
});
