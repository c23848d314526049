import { checkFields, type FieldCheck } from '@hansom/platform-errors';
import { fromWireTenancy } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import {
  type DriverAck,
  type DriverFixes,
  type IngestRequest,
  type IngestResponse,
} from '@hansom/proto-position-tracker';
import { cityCheck } from '@hansom/shared-ids';

import { type PositionTrackerContext } from '../context.ts';
import { driverCheck, refusedOf, toFix } from './mapping.ts';

const MOST_DRIVERS = 128;
const MOST_FIXES = 100;

export function ingest(ctx: PositionTrackerContext): Handler<IngestRequest, IngestResponse> {
  return async (request) => {
    check(request);
    const { city } = request;
    return { drivers: await Promise.all(request.drivers.map((driver) => follow(ctx, city, driver))) };
  };
}

async function follow(ctx: PositionTrackerContext, city: string, driver: DriverFixes): Promise<DriverAck> {
  const { driverId, fixes } = driver;
  const whose = { city, driverId, tenancy: fromWireTenancy(driver.tenancy) ?? 'live' };
  const { ackSeq, judged, busy } = await ctx.trackers.follow(whose, fixes.map(toFix));
  const { busyIntervalMs, freeIntervalMs } = ctx.config.current;
  return {
    driverId,
    ackSeq,
    acceptedCount: judged.filter(({ refusal }) => refusal === undefined).length,
    refused: refusedOf(judged),
    nextIntervalMs: busy ? busyIntervalMs : freeIntervalMs,
  };
}

function check({ city, drivers }: IngestRequest): void {
  checkFields('position-tracker', [
    cityCheck(city),
    {
      field: 'drivers',
      rule: `must be 1 to ${MOST_DRIVERS}`,
      holds: drivers.length >= 1 && drivers.length <= MOST_DRIVERS,
    },
    ...drivers.flatMap((driver, i) => driverChecks(`drivers[${i}]`, driver, city)),
  ]);
}

function driverChecks(path: string, { driverId, tenancy, fixes }: DriverFixes, city: string): FieldCheck[] {
  return [
    driverCheck(`${path}.driver_id`, driverId, city),
    {
      field: `${path}.tenancy`,
      rule: 'must be live or robot',
      holds: fromWireTenancy(tenancy) !== undefined,
    },
    {
      field: `${path}.fixes`,
      rule: `must be 1 to ${MOST_FIXES}, with numbers from 1 to 2^53 - 1`,
      holds: fixes.length >= 1 && fixes.length <= MOST_FIXES && fixes.every(({ seq }) => isNumber(seq)),
    },
  ];
}

function isNumber(seq: bigint): boolean {
  return seq >= 1n && seq <= BigInt(Number.MAX_SAFE_INTEGER);
}
