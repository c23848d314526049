import { type HansomError } from '@hansom/platform-errors';
import { transitionNotAllowed } from '@hansom/platform-schedule';

import { type Booking, type BookingState } from '../store/booking-aggregate.ts';

/** What can happen to a job, in which states. Beside the state each has guards of its own: they are in the file named after it. */
export const TRANSITIONS = {
  pay: ['REQUESTED'],
  failPayment: ['REQUESTED'],
  /** An offer, one way or the other. */
  decide: ['SEARCHING'],
  exhaust: ['SEARCHING'],
  watch: ['ASSIGNED'],
  arrive: ['ASSIGNED'],
  logContact: ['ASSIGNED', 'ARRIVED'],
  start: ['ASSIGNED', 'ARRIVED'],
  noShow: ['ARRIVED'],
  watchTrip: ['ON_TRIP'],
  stop: ['ON_TRIP'],
  complete: ['ON_TRIP'],
  cancel: ['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED'],
  cancelByOperator: ['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED', 'ON_TRIP'],
  loseDriver: ['ASSIGNED', 'ARRIVED'],
} as const satisfies Record<string, readonly BookingState[]>;

export type Happening = keyof typeof TRANSITIONS;

/** The refusal that names the present state; undefined when it may happen. */
export function refusalOf(happening: Happening, booking: Booking): HansomError | undefined {
  const from: readonly BookingState[] = TRANSITIONS[happening];
  return from.includes(booking.state) ? undefined : transitionNotAllowed('booking', booking);
}
