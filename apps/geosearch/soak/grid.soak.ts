import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { seededRandom } from '@hansom/platform-context';
import { chordOfMetres, ClassSet, DriverGrid, Hits, type LatLng, unitVector } from '@hansom/shared-geo';

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 10;
const DRIVERS = 20_000;
const CLASSES = 6;
const [MOVES_A_TURN, QUERIES_A_TURN] = [2_000, 20];
/** A query of so many is asked of everybody as well. */
const CHECKED = 100;
/** Milliseconds of the drivers' own time a turn; who was not seen for so long is gone. */
const [TURN_MS, STALE_MS] = [100, 15_000];
/** Heaps may differ by so much: a table that has doubled is outside the heap, and counted. */
const HEAP_SLACK = 4 * 1024 * 1024;
const SAMPLES = 10;

interface Driver extends LatLng {
  at: number;
  class: number;
}

/**
 * Moves, searches, changes of class, comings and goings for ten minutes (`HANSOM_SOAK_MINUTES`), over two cities, a pole and the 180th meridian. Fails when a
 * look at everybody finds somebody else, or when memory grows in the second half.
 */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const minutes = Number(process.env['HANSOM_SOAK_MINUTES'] ?? DEFAULT_MINUTES);
  const world = new World();
  const heaps: number[] = [];
  const columns: number[] = [];
  const begin = performance.now();
  for (let sample = 1; sample <= SAMPLES; sample++) {
    while (performance.now() - begin < (sample / SAMPLES) * minutes * MINUTE_MS) world.turn();
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed);
    columns.push(world.grid.bytes);
    process.stderr.write(
      `${world.told()}, heap ${megabytes(heaps.at(-1))}, columns ${megabytes(columns.at(-1))}\n`,
    );
  }
  const half = SAMPLES / 2;
  const [heapBefore, heapAfter] = [Math.min(...heaps.slice(0, half)), Math.min(...heaps.slice(half))];
  if (heapAfter > heapBefore + HEAP_SLACK)
    throw new Error(`the heap grew: ${heaps.map(megabytes).join(', ')}`);
  // A table may double once, when drivers have strayed.
  if ((columns.at(-1) ?? 0) > 2 * (columns[half] ?? 0))
    throw new Error(`columns grew: ${columns.map(megabytes).join(', ')}`);
  return {
    name: 'the grid, moved and asked',
    figures: {
      minutes,
      ...world.figures,
      'heap, first half': megabytes(heapBefore),
      'heap, second half': megabytes(heapAfter),
    },
  };
}

const PLACES: readonly LatLng[] = [
  { lat: 57.7, lng: 11.97 },
  { lat: 51.5, lng: -0.12 },
  { lat: 89.95, lng: 0 },
  { lat: -16.8, lng: 179.95 },
];

class World {
  readonly grid = new DriverGrid();
  readonly figures = { moves: 0, queries: 0, checked: 0, expired: 0 };
  private readonly random = seededRandom(1);
  private readonly drivers = new Map<number, Driver>();
  private readonly id = new Uint32Array(4);
  private readonly hits = new Hits();
  private now = 0;

  turn(): void {
    this.now += TURN_MS;
    for (let i = 0; i < MOVES_A_TURN; i++) this.move(this.below(DRIVERS));
    for (let i = 0; i < QUERIES_A_TURN; i++) this.ask();
    this.expire();
  }

  told(): string {
    return `${this.grid.size} drivers, ${JSON.stringify(this.figures)}`;
  }

  private move(n: number): void {
    this.figures.moves += 1;
    // Some are away for longer than they are remembered.
    if ((n + Math.floor(this.now / 60_000)) % 10 === 0) return;
    const before = this.drivers.get(n);
    const near = before ?? PLACES[n % PLACES.length]!;
    const driver = {
      ...this.about(near, before ? 0.0005 : 0.2),
      at: this.now,
      class: before?.class ?? n % CLASSES,
    };
    if (this.random.next() < 0.05) driver.class = this.below(CLASSES + 1) - 1;
    this.drivers.set(n, driver);
    this.id.set([n, 7, n % 5, n]);
    this.grid.classify(this.grid.update(this.id, 0, driver), driver.class);
  }

  private expire(): void {
    const before = this.now - STALE_MS;
    const gone = this.grid.expire(before);
    if (gone === 0) return;
    for (const [n, { at }] of this.drivers) if (at < before) this.drivers.delete(n);
    this.figures.expired += gone;
    if (this.drivers.size !== this.grid.size)
      throw new Error(`${this.drivers.size} drivers, not ${this.grid.size}`);
  }

  private ask(): void {
    const at = this.about(PLACES[this.below(PLACES.length)]!, 0.3);
    const classes = ClassSet.of(this.below(CLASSES), this.below(CLASSES));
    const query = {
      ...at,
      radiusMetres: 10 ** (2 + 5 * this.random.next()),
      limit: 1 + this.below(20),
      classes,
      since: 0,
    };
    this.grid.nearest(query, this.hits);
    this.figures.queries += 1;
    if (this.figures.queries % CHECKED === 0) this.check(query);
  }

  private check(query: LatLng & { radiusMetres: number; limit: number; classes: ClassSet }): void {
    const [x, y, z] = unitVector(query);
    const reach = chordOfMetres(query.radiusMetres) ** 2;
    const squares = [...this.drivers.values()]
      .filter((driver) => driver.class >= 0 && query.classes.has(driver.class))
      .map((driver) => {
        const [dx, dy, dz] = unitVector(driver).map((own, i) => own - [x, y, z][i]!) as [
          number,
          number,
          number,
        ];
        return dx * dx + dy * dy + dz * dz;
      })
      .filter((square) => square <= reach)
      .sort((a, b) => a - b)
      .slice(0, query.limit);
    const found = [...this.hits.squares.subarray(0, this.hits.count)];
    if (String(found) !== String(squares))
      throw new Error(`${JSON.stringify(query)}: ${found} is not ${squares}`);
    this.figures.checked += 1;
  }

  private about({ lat, lng }: LatLng, degrees: number): LatLng {
    const [north, east] = [this.random.next() - 0.5, this.random.next() - 0.5].map((x) => 2 * degrees * x);
    const moved = lng + (east ?? 0);
    return { lat: Math.min(lat + (north ?? 0), 90), lng: ((((moved + 180) % 360) + 360) % 360) - 180 };
  }

  private below(count: number): number {
    return Math.floor(this.random.next() * count);
  }
}

/** As `node --expose-gc` would, which nobody has to give. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

function megabytes(bytes = 0): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
