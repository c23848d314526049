import { seededRandom } from '@hansom/platform-context';
import { type LatLng } from '@hansom/shared-geo';
import { cityCode, makeId, writeWords } from '@hansom/shared-ids';

export type Spread = 'city' | 'world';

const FREE_SHARE = 0.125;
const [SOUTH, WEST] = [57.55, 11.7];
/** Thirty by thirty kilometres. */
const [HEIGHT, WIDTH] = [0.27, 0.505];
const CITIES = 1_000;
/** Twenty metres: what a taxi drives between two fixes. */
const STEP = 20 / 111_195;
/** Of how many drivers there are ids as texts. */
const TEXTS = 100_000;

/** Drivers of a benchmark: the same in every run. One in eight is free. */
export class Fleet {
  readonly random = seededRandom(1);
  readonly lat: Float64Array;
  readonly lng: Float64Array;
  readonly free: Uint8Array;
  /** Those who are free. */
  readonly freeOnes: number[] = [];
  /** Four words a driver. */
  readonly ids: Uint32Array;
  readonly texts: string[] = [];
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
      lng: -180 + 360 * this.random.next(),
    }));
    for (let n = 0; n < count; n++) this.add(n);
  }

  /** Drives on. */
  step(n: number): void {
    this.lat[n]! += STEP * (2 * this.random.next() - 1);
    this.lng[n]! += 2 * STEP * (2 * this.random.next() - 1);
  }

  /** Where somebody may ask. */
  place(): LatLng {
    const [north, east] = [HEIGHT * this.random.next(), WIDTH * this.random.next()];
    if (this.spread === 'city') return { lat: SOUTH + north, lng: WEST + east };
    const { lat, lng } = this.centres[Math.floor(this.random.next() * CITIES)]!;
    return { lat: lat + north, lng: lng + east > 180 ? lng + east - 360 : lng + east };
  }

  private add(n: number): void {
    const { lat, lng } = this.place();
    this.lat[n] = lat;
    this.lng[n] = lng;
    this.free[n] = this.random.next() < FREE_SHARE ? 1 : 0;
    if (this.free[n]) this.freeOnes.push(n);
    const id = makeId('driver', this.uuid(n), cityCode('got'));
    writeWords(id, this.ids, 4 * n);
    if (n < TEXTS) this.texts.push(id);
  }

  private uuid(n: number): string {
    const [a, b] = [this.random.next(), this.random.next()].map((x) =>
      Math.floor(x * 2 ** 24)
        .toString(16)
        .padStart(6, '0'),
    );
    return `01941f29-7c00-7${n.toString(16).padStart(6, '0').slice(-3)}-8abc-${a}${b}`;
  }
}
