import { type Random } from '@hansom/platform-context';
import { type LatLng } from '@hansom/shared-geo';

/** Something between the two, evenly. */
export function within(random: Random, [low, high]: readonly [number, number]): number {
  return low + (high - low) * random.next();
}

export function happens(random: Random, chance: number): boolean {
  return random.next() < chance;
}

/** The time until the next of things that happen so often, evenly and independently: exponential. */
export function untilNext(random: Random, perHour: number): number {
  return perHour > 0 ? (-Math.log(1 - random.next()) * 3_600_000) / perHour : Infinity;
}

const METRES_PER_DEGREE = 111_195;

/** A point as a receiver tells it: off by a normal error of so many metres, north and east. */
export function noisy(random: Random, { lat, lng }: LatLng, metres: number): LatLng {
  const distance = metres * Math.sqrt(-2 * Math.log(1 - random.next()));
  const angle = 2 * Math.PI * random.next();
  const perDegree = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return {
    lat: lat + (distance * Math.cos(angle)) / METRES_PER_DEGREE,
    lng: lng + (distance * Math.sin(angle)) / perDegree,
  };
}
