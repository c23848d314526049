import { HansomError } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { type Decision } from '@hansom/platform-schedule';
import { type Booking as WireBooking } from '@hansom/proto-booking';
import { cityOf, requireId } from '@hansom/shared-ids';
import { instant } from '@hansom/platform-context';

import { type BookingContext } from '../context.ts';
import { type Fix } from '../domain/ride.ts';
import { type Booking, type BookingFields, type BookingState } from '../store/booking-aggregate.ts';
import { checkCommand, commandOf, jobAfter, type JobCommand, notFound } from './mapping.ts';

type Decided = Decision<BookingFields, BookingState> | HansomError;

/** A driver's command on a job, under the offer by which he has it. */
export interface DriverCommand extends JobCommand {
  offerId: string;
}

/**
 * Does a command of the driver who has the job. Another person's job is not found; one that went to another offer says so. A repeat is
 * answered with the job as it stands.
 */
export async function driverCommand(
  ctx: Pick<BookingContext, 'bookings'>,
  { request, call }: { request: DriverCommand; call: Call },
  decide: (job: Booking) => Decided,
): Promise<WireBooking> {
  const driver = requireUser(call, 'booking');
  checkCommand(request);
  const { bookingId, offerId } = request;
  const guarded = (job: Booking): Decided => refusalFor(job, driver.id, offerId) ?? decide(job);
  const command = commandOf(driver, request);
  const result = await ctx.bookings.transition(bookingId, { command, decide: guarded }, call);
  // An ended job is never asked about: who asked comes first all the same.
  const stranger =
    result.outcome === 'refused' && result.state && refusalFor(result.state, driver.id, offerId);
  if (stranger) throw stranger;
  return jobAfter(bookingId, result);
}

/** The job of this driver, read to be worked with before a command. */
export async function jobOf(
  ctx: Pick<BookingContext, 'bookings'>,
  request: DriverCommand,
  call: Call,
): Promise<Booking> {
  const driver = requireUser(call, 'booking');
  checkCommand(request);
  const job = await ctx.bookings.get(request.bookingId, call);
  if (!job) throw notFound(request.bookingId);
  const stranger = refusalFor(job, driver.id, request.offerId);
  if (stranger) throw stranger;
  return job;
}

/** The driver's last fix; undefined when there is none. */
export async function lastFix(
  ctx: Pick<BookingContext, 'positions'>,
  { fields }: Booking,
  call: Call,
): Promise<Fix | undefined> {
  const driverId = requireId('driver', fields.driver_id ?? '', 'driver_id');
  const { last } = await ctx.positions.getLast({ city: cityOf(driverId), driverId }, call); // a neighbour's, perhaps
  return last?.at && last.position ? { at: instant(last.at.getTime()), position: last.position } : undefined;
}

function refusalFor({ id, state, version, fields }: Booking, driverId: string, offerId: string) {
  if (fields.offer_id === offerId && fields.driver_id === driverId) return undefined;
  const hadIt = fields.assigned_before.includes(offerId) || fields.driver_id === driverId;
  if (!hadIt) return notFound(id);
  return new HansomError('failed_precondition', 'booking.offer_mismatch', {
    description: 'the job is not, or no longer, under this offer',
    context: { id, state, version: String(version) },
  });
}
