import { checkFields, HansomError, keyCheck } from '@hansom/platform-errors';
import { mayRead, type User } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { stateAfter, type TransitionResult } from '@hansom/platform-schedule';
import { type Booking as WireBooking, type CreateRequest, PaymentKind } from '@hansom/proto-booking';
import { cityCheck, idCheck } from '@hansom/shared-ids';

import { type Booking, type BookingFields, type BookingState } from '../store/booking-aggregate.ts';
import { toWire } from '../store/booking-wire.ts';

const TEXT_RULE = 'must have at most 200 characters';
const MOST_TEXT = 200;

export function notFound(bookingId: string): HansomError {
  const description = 'there is no such booking';
  return new HansomError('not_found', 'booking.not_found', {
    description,
    context: { booking_id: bookingId },
  });
}

export function checkCreateRequest(request: CreateRequest): void {
  const { commandKey, bookingId, paymentKind, paymentMethodId, note } = request;
  const isCard = paymentKind === PaymentKind.CARD;
  checkFields('booking', [
    keyCheck(commandKey),
    idCheck('booking', bookingId),
    {
      field: 'payment_kind',
      rule: 'must be CASH or CARD',
      holds: isCard || paymentKind === PaymentKind.CASH,
    },
    {
      field: 'payment_method_id',
      rule: isCard ? 'must name a card' : 'must be empty for cash',
      holds: isCard === (paymentMethodId !== ''),
    },
    { field: 'note', rule: TEXT_RULE, holds: note.length <= MOST_TEXT },
  ]);
}

/** A command on a job, as riders and drivers send it. */
export interface JobCommand {
  commandKey: string;
  bookingId: string;
  reason?: string;
}

export function checkCommand({ commandKey, bookingId, reason = '' }: JobCommand): void {
  checkFields('booking', [
    keyCheck(commandKey),
    idCheck('booking', bookingId),
    { field: 'reason', rule: TEXT_RULE, holds: reason.length <= MOST_TEXT },
  ]);
}

/** The key under which a job remembers the command: nobody repeats another person's. */
export function commandOf({ id }: User, { commandKey }: JobCommand): string {
  return `${id}/${commandKey}`;
}

export function checkBookingId(bookingId: string): void {
  checkFields('booking', [idCheck('booking', bookingId)]);
}

export function checkCity(city: string): void {
  checkFields('booking', [cityCheck(city)]);
}

/** The job after a command, done now or before; what refused it is thrown. */
export function jobAfter(
  bookingId: string,
  result: TransitionResult<BookingFields, BookingState>,
): WireBooking {
  return toWire(stateAfter(result, () => notFound(bookingId)));
}

/** Whether a person, or the service that asks for itself, may see the job. */
export function maySee(call: Call, { fields }: Booking): boolean {
  return mayRead(call, fields.rider_id, fields.driver_id);
}
