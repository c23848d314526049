import { OsmFileError } from './osm-file-error.ts';
import { type LatLng, UNITS_PER_DEGREE } from '../../lat-lng.ts';
import { type OsmNode } from '../osm-way.ts';

/** Some ten times a large city; half a gigabyte. */
const MAX_NODES = 32 * 1024 * 1024;

/** Where nodes are, by id, in 16 bytes each. They are added in the order of their ids, as they stand in a file. */
export class NodeTable {
  #ids = new Float64Array(1024);
  #lat = new Int32Array(1024);
  #lng = new Int32Array(1024);
  #size = 0;

  /** Throws an OsmFileError for an id that is not larger than the last, and when there are too many. */
  add(id: number, { lat, lng }: LatLng): void {
    if (this.#size > 0 && id <= this.#ids[this.#size - 1])
      throw new OsmFileError('an OSM PBF file whose nodes are not sorted by id: sort it with osmium');
    if (this.#size === this.#ids.length) this.#grow();
    this.#ids[this.#size] = id;
    this.#lat[this.#size] = Math.round(lat * UNITS_PER_DEGREE);
    this.#lng[this.#size] = Math.round(lng * UNITS_PER_DEGREE);
    this.#size++;
  }

  find(id: number): OsmNode | undefined {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ids[middle] < id) low = middle + 1;
      else high = middle;
    }
    if (low === this.#size || this.#ids[low] !== id) return undefined;
    return { id, lat: this.#lat[low] / UNITS_PER_DEGREE, lng: this.#lng[low] / UNITS_PER_DEGREE };
  }

  #grow(): void {
    if (this.#size === MAX_NODES)
      throw new OsmFileError(`more than ${MAX_NODES} nodes: cut the city out with osmium extract`);
    this.#ids = grown(this.#ids, new Float64Array(2 * this.#size));
    this.#lat = grown(this.#lat, new Int32Array(2 * this.#size));
    this.#lng = grown(this.#lng, new Int32Array(2 * this.#size));
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
