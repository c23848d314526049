import { type Booking, toBookedDriver } from '@hansom/platform-api';
import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

import { type CustomerApiContext } from '../context.ts';

/** States in which somebody comes, or drives. */
const DRIVEN: readonly Booking['state'][] = ['ASSIGNED', 'ARRIVED', 'ON_TRIP'];

/**
 * The booking with who comes and in which car, while somebody does. It is answered all the same, without, where that cannot be asked for: then it has
 * no `etag`, so that an app which reads it again is told more.
 */
export async function withDriver(
  ctx: Pick<CustomerApiContext, 'driver'>,
  job: Booking,
  call: Call,
): Promise<{ job: Booking; etag?: number }> {
  const { driverId, version: etag } = job;
  if (driverId === undefined || !DRIVEN.includes(job.state)) return { job, etag };
  const driver = await driverOf(ctx, driverId, call);
  return driver ? { job: { ...job, driver }, etag } : { job };
}

async function driverOf(
  { driver }: Pick<CustomerApiContext, 'driver'>,
  driverId: string,
  call: Call,
): Promise<Booking['driver']> {
  try {
    return toBookedDriver((await driver.getDriver({ driverId }, call)).driver);
  } catch (error) {
    if (error instanceof HansomError) return undefined;
    throw error;
  }
}
