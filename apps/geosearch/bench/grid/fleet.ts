import { seededRandom } from '@hansom/platform-context';
import { type LatLng } from '@hansom/shared-geo';
import { cityCode, idFromWords } from '@hansom/shared-ids';

export type Spread = 'city' | 'world';

const FREE_SHARE = 0.125;
const [SOUTH, WEST] = [57.55, 11.7];
/** Thirty by thirty kilometres; at the equator a little more. */
const [HEIGHT, WIDTH] = [0.27, 0.505];
const CITIES = 200;
/** Twenty metres: what a taxi drives between two fixes. */
const STEP = 20 / 111_195;

/** Who drives on in which order, and to where. */
export interface Steps {
  readonly count: number;
  readonly drivers: Int32Array;
  readonly lat: Float64Array;
  readonly lng: Float64Array;
}

/** Drivers of a benchmark, the same in every run, in one city or in two hundred. One in eight is free. */
export class Fleet {
  readonly random = seededRandom(1);
  readonly lat: Float64Array;
  readonly lng: Float64Array;
  readonly free: Uint8Array;
  /** Four words a driver, those of a UUIDv7. */
  readonly ids: Uint32Array;
  private readonly centres: LatLng[];

  constructor(
    readonly count: number,
    readonly spread: Spread,
  ) {
    this.lat = new Float64Array(count);
    this.lng = new Float64Array(count);
    this.free = new Uint8Array(count);
    this.ids = new Uint32Array(4 * count);
    this.centres = Array.from({ length: CITIES }, () => ({
      lat: -40 + 100 * this.random.next(),
      lng: -180 + 359 * this.random.next(),
    }));
    for (let n = 0; n < count; n++) this.add(n);
  }

  /** Anybody drives on, so many times. Worked out before anything is measured. */
  drive(count: number): Steps {
    const steps = {
      count,
      drivers: Int32Array.from({ length: count }, () => Math.floor(this.random.next() * this.count)),
      lat: new Float64Array(count),
      lng: new Float64Array(count),
    };
    for (const [i, n] of steps.drivers.entries()) {
      steps.lat[i] = this.lat[n]! += STEP * (2 * this.random.next() - 1);
      steps.lng[i] = this.lng[n]! += 2 * STEP * (2 * this.random.next() - 1);
    }
    return steps;
  }

  /** Where somebody may ask. */
  place(): LatLng {
    const [north, east] = [HEIGHT * this.random.next(), WIDTH * this.random.next()];
    if (this.spread === 'city') return { lat: SOUTH + north, lng: WEST + east };
    const { lat, lng } = this.centres[Math.floor(this.random.next() * CITIES)]!;
    return { lat: lat + north, lng: lng + east };
  }

  /** The ids of the first drivers as texts. */
  texts(count: number) {
    const words = (n: number) => this.ids.subarray(4 * n, 4 * n + 4);
    return Array.from({ length: count }, (_, n) => idFromWords('driver', words(n), cityCode('got')));
  }

  private add(n: number): void {
    const { lat, lng } = this.place();
    this.lat[n] = lat;
    this.lng[n] = lng;
    this.free[n] = this.random.next() < FREE_SHARE ? 1 : 0;
    const [a, b] = [this.random.next(), this.random.next()];
    this.ids.set(
      [
        0x01941f29 + (n >> 16),
        0x7c007000 + (n & 0xfff),
        0x8abc0000 + Math.floor(a * 0xffff),
        Math.floor(b * 2 ** 32),
      ],
      4 * n,
    );
  }
}
