import { type FieldCheck } from '@hansom/platform-errors';
import { isLatLng } from '@hansom/shared-geo';
import { cityCheck } from '@hansom/shared-ids';

import { type GeosearchContext } from '../context.ts';
import { type Position } from '../domain/driver.ts';
import { rangeCheck } from './mapping.ts';

const MOST_POSITIONS = 1_000;
/** What is so far ahead of the clock would shut out all that comes after it. */
const MOST_AHEAD_MS = 60_000;

/** Of every batch of positions: whose they are, and how many. */
export function batchChecks(city: string, { field, count }: { field: string; count: number }): FieldCheck[] {
  return [cityCheck(city), rangeCheck(field, count, [1, MOST_POSITIONS])];
}

/** Takes a position of a driver of the city. False: it is off the earth, ahead of the clock, or something newer is known. */
export type Take = (driver: Uint32Array, position: Position) => boolean;

export function taking(ctx: Pick<GeosearchContext, 'cities' | 'clock'>, city: string): Take {
  const drivers = ctx.cities.hold(city);
  const until = ctx.clock.now() + MOST_AHEAD_MS;
  return (driver, position) =>
    isLatLng(position) && position.fixedAt <= until && drivers.place(driver, position);
}
