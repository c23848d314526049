import KDBush from 'kdbush';
import RBush from 'rbush';

import { type Contender, LIMIT, RADIUS_METRES } from './contender.ts';
import { type Fleet } from './fleet.ts';

const METRES_PER_DEGREE = 111_195;
/** Both know a plane only: one city's, whose degrees of longitude are so long. */
const SHRINK = Math.cos((57.7 * Math.PI) / 180);
const FIRST_METRES = 500;

/** A static index of the free: an update is a place in the arrays, and nobody sees it before the next `rebuild`. */
export function kdbush(fleet: Fleet): Contender & { readonly size: number; rebuild(): void } {
  let index = built();
  return {
    size: index.numbers.length,
    update: () => undefined,
    rebuild: () => void (index = built()),
    nearest,
  };

  function built(): { tree: KDBush; numbers: number[] } {
    const numbers = freeOnes(fleet);
    const tree = new KDBush(numbers.length);
    for (const n of numbers) tree.add(fleet.lng[n]! * SHRINK, fleet.lat[n]!);
    return { tree: tree.finish(), numbers };
  }

  function nearest(lat: number, lng: number): number {
    const at = { x: lng * SHRINK, y: lat };
    return widening((degrees) =>
      index.tree.within(at.x, at.y, degrees).map((i) => {
        const n = index.numbers[i]!;
        return Math.hypot(fleet.lng[n]! * SHRINK - at.x, fleet.lat[n]! - at.y);
      }),
    );
  }
}

interface Leaf {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** A dynamic R-tree of the free: an update takes a driver out and puts one in. */
export function rbush(fleet: Fleet): Contender {
  const leaves = new Map<number, Leaf>(freeOnes(fleet).map((n) => [n, leafOf(fleet.lat[n]!, fleet.lng[n]!)]));
  const tree = new RBush<Leaf>().load([...leaves.values()]);
  return { update, nearest };

  function update(n: number, lat: number, lng: number): void {
    const before = leaves.get(n);
    if (!before) return;
    tree.remove(before);
    const leaf = leafOf(lat, lng);
    leaves.set(n, leaf);
    tree.insert(leaf);
  }

  function leafOf(y: number, lng: number): Leaf {
    const x = lng * SHRINK;
    return { minX: x, minY: y, maxX: x, maxY: y };
  }

  function nearest(lat: number, lng: number): number {
    const [x, y] = [lng * SHRINK, lat];
    return widening((degrees) =>
      tree
        .search({ minX: x - degrees, minY: y - degrees, maxX: x + degrees, maxY: y + degrees })
        .map((leaf) => Math.hypot(leaf.minX - x, leaf.minY - y))
        .filter((distance) => distance <= degrees),
    );
  }
}

function freeOnes(fleet: Fleet): number[] {
  return Array.from({ length: fleet.count }, (_, n) => n).filter((n) => fleet.free[n] === 1);
}

/** Circles of twice the size until there are enough. */
function widening(within: (degrees: number) => number[]): number {
  for (let metres = FIRST_METRES; ; metres *= 2) {
    const found = within(Math.min(metres, RADIUS_METRES) / METRES_PER_DEGREE);
    if (found.length >= LIMIT || metres >= RADIUS_METRES)
      return found.sort((a, b) => a - b).slice(0, LIMIT).length;
  }
}
