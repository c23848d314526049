import { instant } from '@hansom/platform-context';
import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type IngestRequest, type IngestResponse } from '@hansom/proto-geosearch';

import { type GeosearchContext } from '../context.ts';
import { halvesWriter } from '../domain/driver-key.ts';
import { batchChecks, taking } from './taking.ts';

const PER_DEGREE = 1e7;

export function ingest(ctx: GeosearchContext): Handler<IngestRequest, IngestResponse> {
  const row = rowReader();
  return (request) => {
    check(request);
    const take = taking(ctx, request.city);
    let takenCount = 0;
    for (let i = 0; i < request.driverHigh.length; i++) {
      row.read(request, i);
      if (take(row.driver, row.position)) takenCount += 1;
    }
    return { takenCount };
  };
}

function check(request: IngestRequest): void {
  const { city, driverHigh, ...others } = request;
  const { driverLow, latE7, lngE7, bearingDegrees, fixedAtMs } = others;
  const columns = [driverLow, latE7, lngE7, bearingDegrees, fixedAtMs];
  checkFields('geosearch', [
    ...batchChecks(city, { field: 'driver_high', count: driverHigh.length }),
    {
      field: 'driver_low',
      rule: 'must be as long as all other columns',
      holds: columns.every(({ length }) => length === driverHigh.length),
    },
  ]);
}

/** Reads one row of the columns after the other into the same place, so that a position costs no memory. */
function rowReader() {
  const position = { lat: 0, lng: 0, bearingDegrees: 0, fixedAt: instant(0) };
  const driver = new Uint32Array(4);
  const writeHalves = halvesWriter();
  return { driver, position, read };

  function read(columns: IngestRequest, i: number): void {
    writeHalves(columns.driverHigh[i] ?? 0n, columns.driverLow[i] ?? 0n, driver);
    position.lat = (columns.latE7[i] ?? NaN) / PER_DEGREE;
    position.lng = (columns.lngE7[i] ?? NaN) / PER_DEGREE;
    position.bearingDegrees = columns.bearingDegrees[i] ?? -1;
    position.fixedAt = instant(Number(columns.fixedAtMs[i]));
  }
}
