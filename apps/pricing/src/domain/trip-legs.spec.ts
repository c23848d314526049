import { type Random, seededRandom } from '@hansom/platform-context';
import { type LatLng, type TraceFix } from '@hansom/shared-geo';

import { endedWhereSeen, legsOf, type Trip } from './trip-legs.ts';

const SEED = 57_711_197;
const TRIPS = 60;
const METRES_PER_DEGREE = 111_195;
const NOISE_METRES = 5;
const STEP_MS = 2_000;

/** Metres east and north of where a trip begins. */
interface Point {
  east: number;
  north: number;
}

/** Where a car is each two seconds of a drive through a grid of streets: blocks, bends, and lights to wait at. */
function aDrive(random: Random): Point[] {
  const points: Point[] = [{ east: 0, north: 0 }];
  const [at, ahead] = [
    { east: 0, north: 0 },
    { east: 1, north: 0 },
  ];
  for (let block = 0; block < 25; block++) {
    const speed = 6 + random.next() * 9;
    for (let driven = 0; driven < 100 + random.next() * 300; driven += speed * 2) {
      at.east += ahead.east * speed * 2;
      at.north += ahead.north * speed * 2;
      points.push({ ...at });
    }
    if (random.next() < 0.3)
      points.push(...Array.from({ length: 5 + Math.floor(random.next() * 20) }, () => ({ ...at })));
    if (random.next() < 0.4) {
      const left = random.next() < 0.5 ? 1 : -1;
      [ahead.east, ahead.north] = [-left * ahead.north, left * ahead.east];
    }
  }
  return points;
}

const HERE: Point = { east: 0, north: 0 };

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function placeOf({ east, north }: Point): LatLng {
  return { lat: north / METRES_PER_DEGREE, lng: east / METRES_PER_DEGREE };
}

function metresOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, { east, north }, i) => {
    const before = points[i]!;
    return sum + Math.hypot(east - before.east, north - before.north);
  }, 0);
}

/** What comes of it: 5 m of noise each way, a tenth lost, and nothing for half a minute. */
function received(points: readonly Point[], random: Random): { fixes: TraceFix[]; outage: [number, number] } {
  const from = Math.floor(points.length * (0.2 + random.next() * 0.5));
  const outage: [number, number] = [from, from + 15];
  const noisy = points.map(({ east, north }, i) => ({
    ...placeOf({ east: east + NOISE_METRES * normal(random), north: north + NOISE_METRES * normal(random) }),
    atMs: i * STEP_MS,
    accuracyMetres: NOISE_METRES,
  }));
  const last = points.length - 1;
  const fixes = noisy.filter(
    (_, i) => i === last || (random.next() >= 0.1 && (i <= outage[0] || i >= outage[1])),
  );
  return { fixes, outage };
}

describe(`the way of a trip (seed ${SEED})`, () => {
  // How true it is on real streets, libs/shared/roads has a spec of.
  it('is true to 2 % on average with 5 m of noise, a tenth of the fixes lost, and half a minute bridged', () => {
    const random = seededRandom(SEED);
    const errors = Array.from({ length: TRIPS }, () => {
      const points = aDrive(random);
      const { fixes } = received(points, random);
      const endedAt = (points.length - 1) * STEP_MS;
      const trip: Trip = {
        startedAt: 0,
        endedAt,
        pickup: placeOf(points[0]!),
        destination: placeOf(points.at(-1)!),
      };
      let at = 0;
      const metres = legsOf({ fixes, reachesEnd: true }, trip).reduce((sum, leg) => {
        const [from, to] = [at, at + leg.ms];
        at = to;
        // Who knows the roads bridges a gap by what was driven.
        return sum + (leg.metres ?? metresOf(points.slice(from / STEP_MS, to / STEP_MS + 1)));
      }, 0);
      expect(at).toBe(endedAt);
      return metres / metresOf(points) - 1;
    });

    const worst = Math.max(...errors.map(Math.abs));
    const mean = errors.reduce((sum, error) => sum + error, 0) / TRIPS;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(worst).toBeLessThan(0.06);
  });

  it('has no more parts than two a second, however many fixes came', () => {
    const trip = { startedAt: 0, endedAt: 10_000, pickup: placeOf(HERE), destination: placeOf(HERE) };
    const fixes = Array.from({ length: 6_000 }, (_, i) => ({ ...trip.pickup, atMs: i * (5 / 3) }));

    const legs = legsOf({ fixes, reachesEnd: true }, trip);

    expect(legs.length).toBeLessThanOrEqual(21);
    expect(legs.reduce((sum, { ms }) => sum + ms, 0)).toBe(10_000);
  });

  it.each([
    ['stands after the last fix where none is missing', true, 0],
    ['leads to the destination where some are', false, undefined],
  ])('%s', (_, reachesEnd, metres) => {
    const destination = placeOf({ east: 3_000, north: 0 });
    const trip = { startedAt: 0, endedAt: 60_000, pickup: placeOf(HERE), destination };
    const fixes = [0, 2_000].map((atMs) => ({ ...trip.pickup, atMs }));

    const last = legsOf({ fixes, reachesEnd }, trip).at(-1);

    expect(last).toMatchObject({ ms: 58_000 });
    expect(last?.metres).toBe(metres);
  });
});

describe('a trip that nobody ended', () => {
  const MINUTE_MS = 60_000;
  const trip = {
    startedAt: 0,
    endedAt: 360 * MINUTE_MS,
    pickup: placeOf(HERE),
    destination: placeOf({ east: 3_000, north: 0 }),
  };

  it.each([
    ['with its last fix', [0, 2, 5], 5],
    ['with its last fix, though there was a tunnel', [0, 2, 12, 13], 13],
    ['before a long silence, though the car is heard of again', [0, 2, 5, 300, 301], 5],
    ['as it was quoted where the only fix is from before it', [-1], 7],
    ['as it was quoted where no fix comes for long', [300, 301], 7],
    ['as it was quoted where no fix comes at all', [], 7],
  ])('ends %s', (_, minutes, expected) => {
    const fixes = minutes.map((minute) => ({ ...trip.pickup, atMs: minute * MINUTE_MS }));

    const { endedAt } = endedWhereSeen(trip, { fixes, reachesEnd: true }, 7 * MINUTE_MS);

    expect(endedAt / MINUTE_MS).toBe(expected);
  });
});
