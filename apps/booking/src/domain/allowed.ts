import { type HansomError } from '@hansom/platform-errors';
import { transitionNotAllowed } from '@hansom/platform-schedule';

import { type Booking, type BookingState } from '../store/booking-aggregate.ts';

/**
 * What can happen to a job, in which states, and where it leads. Beside the state each has guards of its own: they are in the file named
 * after it.
 */
export const TRANSITIONS = {
  pay: { from: ['REQUESTED'], to: ['SEARCHING'] },
  failPayment: { from: ['REQUESTED'], to: ['FAILED'] },
  assign: { from: ['SEARCHING'], to: ['ASSIGNED'] },
  refuse: { from: ['SEARCHING'], to: ['SEARCHING'] },
  exhaust: { from: ['SEARCHING'], to: ['EXPIRED'] },
  watch: { from: ['ASSIGNED'], to: ['ASSIGNED', 'SEARCHING', 'CANCELLED'] },
  arrive: { from: ['ASSIGNED'], to: ['ARRIVED'] },
  logContact: { from: ['ASSIGNED', 'ARRIVED'], to: ['ASSIGNED', 'ARRIVED'] },
  start: { from: ['ASSIGNED', 'ARRIVED'], to: ['ON_TRIP'] },
  noShow: { from: ['ARRIVED'], to: ['NO_SHOW'] },
  stop: { from: ['ON_TRIP'], to: ['ON_TRIP'] },
  complete: { from: ['ON_TRIP'], to: ['COMPLETED'] },
  cancel: { from: ['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED'], to: ['CANCELLED'] },
  loseDriver: { from: ['ASSIGNED', 'ARRIVED'], to: ['SEARCHING', 'CANCELLED'] },
} as const satisfies Record<string, { from: readonly BookingState[]; to: readonly BookingState[] }>;

export type Happening = keyof typeof TRANSITIONS;

/** The refusal that names the present state; undefined when it may happen. */
export function refusalOf(happening: Happening, booking: Booking): HansomError | undefined {
  const from: readonly BookingState[] = TRANSITIONS[happening].from;
  return from.includes(booking.state) ? undefined : transitionNotAllowed('booking', booking);
}
