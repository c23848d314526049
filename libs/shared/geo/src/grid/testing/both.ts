import { type LatLng } from '../../lat-lng.ts';
import { DriverGrid } from '../driver-grid.ts';
import { Hits } from '../hits.ts';
import { type Query } from '../search.ts';
import { keyOf, PlainGrid } from './plain-grid.ts';

/** A grid and a plain one, which are told the same. */
export class Both {
  readonly plain = new PlainGrid();
  readonly grid: DriverGrid;
  readonly hits = new Hits(1);

  constructor(resolution = 9) {
    this.grid = new DriverGrid({ resolution, capacity: 1 });
  }

  put(id: readonly number[], { lat, lng }: LatLng, { at = 0, class: one = 0 } = {}): void {
    const slot = this.grid.update(Uint32Array.from(id), 0, { lat, lng, at });
    this.grid.classify(slot, one);
    this.plain.put({ id, lat, lng, at, class: one });
  }

  remove(id: readonly number[]): void {
    const slot = this.grid.slotOf(Uint32Array.from(id));
    if (slot >= 0) this.grid.remove(slot);
    this.plain.drivers.delete(keyOf(id));
  }

  /** The hits of the last search, as the plain grid tells them. */
  found(): { key: string; square: number }[] {
    const id = new Uint32Array(4);
    return Array.from({ length: this.hits.count }, (_, i) => {
      this.grid.readId(this.hits.slots[i], id);
      return { key: keyOf(id), square: this.hits.squares[i] };
    });
  }

  agreesOn(query: Query): void {
    this.grid.nearest(query, this.hits);
    const [found, expected] = [this.found(), this.plain.nearest(query)];
    // To compare texts is many times quicker, and there are tens of thousands.
    if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
  }
}

/** An id for a number: not in the order of the numbers, the same words in many, and with the sign's bit. */
export function idOf(n: number): number[] {
  return [0x8000_0000 + (n % 3), n % 2, 7, Math.imul(n, 0x9e3779b1) >>> 0];
}
