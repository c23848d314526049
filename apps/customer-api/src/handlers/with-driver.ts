import { type Booking, toBookedDriver } from '@hansom/platform-api';
import { type Call } from '@hansom/platform-rpc';

import { type CustomerApiContext } from '../context.ts';
import { unlessAway } from './unless-away.ts';

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
  const { driverId, vehicleId, version: etag } = job;
  if (driverId === undefined || !DRIVEN.includes(job.state)) return { job, etag };
  const answer = await unlessAway(ctx.driver.getDriver({ driverId, vehicleId }, call));
  const driver = toBookedDriver(answer?.driver, vehicleId);
  return driver ? { job: { ...job, driver }, etag } : { job };
}
