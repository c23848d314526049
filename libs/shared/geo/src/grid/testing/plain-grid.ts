import { chordOfMetres, unitVector, type Vector } from '../../chord.ts';
import { type ClassSet } from '../class-set.ts';
import { type Query } from '../search.ts';

export interface PlainDriver {
  /** Four words. */
  id: readonly number[];
  lat: number;
  lng: number;
  at: number;
  class: number;
}

interface Placed extends PlainDriver {
  readonly key: string;
  readonly vector: Vector;
}

/** What the grid should know and find, by looking at everybody. */
export class PlainGrid {
  readonly drivers = new Map<string, Placed>();

  put(driver: PlainDriver): void {
    const key = keyOf(driver.id);
    this.drivers.set(key, { ...driver, key, vector: unitVector(driver) });
  }

  expire(before: number): number {
    const gone = [...this.drivers].filter(([, { at }]) => at < before);
    for (const [key] of gone) this.drivers.delete(key);
    return gone.length;
  }

  wanted({ classes, since }: { classes: ClassSet; since: number }): Placed[] {
    return [...this.drivers.values()].filter(
      (one) => one.class >= 0 && classes.has(one.class) && one.at >= since,
    );
  }

  nearest(query: Query): { key: string; square: number }[] {
    const from = unitVector(query);
    const reach = chordOfMetres(query.radiusMetres);
    return this.wanted(query)
      .map(({ key, vector }) => ({ key, square: squareBetween(from, vector) }))
      .filter(({ square }) => reach === 2 || square <= reach * reach)
      .sort((a, b) => a.square - b.square || (a.key < b.key ? -1 : 1))
      .slice(0, query.limit);
  }
}

/** Texts in the order of the ids. */
export function keyOf(id: ArrayLike<number>): string {
  return Array.from(id, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function squareBetween([ax, ay, az]: Vector, [bx, by, bz]: Vector): number {
  const [dx, dy, dz] = [bx - ax, by - ay, bz - az];
  return dx * dx + dy * dy + dz * dz;
}
