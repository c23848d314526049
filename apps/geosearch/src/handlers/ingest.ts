import { type Instant, instant } from '@hansom/platform-context';
import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type IngestRequest, type IngestResponse } from '@hansom/proto-geosearch';
import { isLatLng } from '@hansom/shared-geo';

import { type GeosearchContext } from '../context.ts';
import { keyOfHalves } from '../domain/driver-key.ts';
import { type DriverKey, type Position } from '../domain/driver.ts';
import { cityCheck, rangeCheck } from './mapping.ts';

const MOST_POSITIONS = 1_000;
const PER_DEGREE = 1e7;
/** What is so far ahead of the clock would shut out all that comes after it. */
const MOST_AHEAD_MS = 60_000;

export function ingest(ctx: GeosearchContext): Handler<IngestRequest, IngestResponse> {
  return (request) => {
    check(request);
    const { city } = request;
    const drivers = ctx.cities.hold(city);
    let takenCount = 0;
    for (const { key, position } of placesOf(request, instant(ctx.clock.now() + MOST_AHEAD_MS))) {
      if (!drivers.place(key, position)) continue;
      takenCount += 1;
      ctx.writer.note(city, key, position);
    }
    return { takenCount };
  };
}

function check(request: IngestRequest): void {
  const { city, driverHigh, ...others } = request;
  const { driverLow, latE7, lngE7, bearingDegrees, fixedAtMs } = others;
  const columns = [driverLow, latE7, lngE7, bearingDegrees, fixedAtMs];
  checkFields('geosearch', [
    cityCheck(city),
    rangeCheck('driver_high', driverHigh.length, [1, MOST_POSITIONS]),
    {
      field: 'driver_low',
      rule: 'must be as long as all other columns',
      holds: columns.every(({ length }) => length === driverHigh.length),
    },
  ]);
}

/** The rows of the columns; what is no point, or not yet, is passed over. */
function* placesOf(
  { driverHigh, driverLow, latE7, lngE7, bearingDegrees, fixedAtMs }: IngestRequest,
  until: Instant,
): Generator<{ key: DriverKey; position: Position }> {
  for (const [i, high] of driverHigh.entries()) {
    const key = keyOfHalves(high, driverLow[i] ?? 0n);
    const point = { lat: (latE7[i] ?? NaN) / PER_DEGREE, lng: (lngE7[i] ?? NaN) / PER_DEGREE };
    const fixedAt = instant(Number(fixedAtMs[i]));
    if (isLatLng(point) && fixedAt <= until)
      yield { key, position: { ...point, bearingDegrees: bearingDegrees[i] ?? -1, fixedAt } };
  }
}
