import { z } from '@hansom/platform-config';
import { Attention, type Booking as WireBooking, BookingState, PaymentKind } from '@hansom/proto-booking';

import { Fare, toFare } from './fare.ts';
import { Moment, toMoment } from './moment.ts';
import { Place, toPlace } from './place.ts';

const STATES = [
  ...(['SEARCHING', 'ASSIGNED', 'ARRIVED', 'ON_TRIP'] as const),
  ...(['COMPLETED', 'CANCELLED', 'NO_SHOW'] as const),
] as const;

const ATTENTION = ['DRIVER', 'OPERATORS'] as const;

/** A job, as its driver sees it. */
export const Job = z
  .object({
    bookingId: z.string(),
    offerId: z.string().describe('The offer by which the driver has it: every command names it.'),
    state: z.enum(STATES),
    version: z.int(),
    riderName: z.string(),
    passengers: z.int(),
    note: z.string(),
    payment: z.enum(['CASH', 'CARD']),
    pickup: Place,
    destination: Place.optional().describe('Told from the arrival at the pickup on.'),
    attention: z
      .enum(ATTENTION)
      .optional()
      .describe(
        'Set while the car makes no progress to the pickup, or is silent on the trip: the app asks what is the matter. OPERATORS: people are told too.',
      ),
    assignedAt: Moment.optional(),
    arrivedAt: Moment.optional(),
    startedAt: Moment.optional(),
    endedAt: Moment.optional(),
    fare: Fare.optional().describe('What the rider pays, once it is over.'),
    reason: z.string().optional(),
  })
  .meta({ id: 'Job' });

/** States in which a driver may know where the ride goes. */
const DESTINATION_KNOWN: readonly number[] = [
  ...[BookingState.ARRIVED, BookingState.ON_TRIP, BookingState.COMPLETED, BookingState.NO_SHOW],
];

export function toJob(wire: WireBooking | undefined): z.output<typeof Job> {
  if (!wire) throw new TypeError('booking answered without a job');
  const { bookingId, offerId, version, riderName, passengers, note } = wire;
  return {
    ...{ bookingId, offerId, version, riderName, passengers, note },
    state: STATES.find((state) => BookingState[state] === wire.state) ?? 'CANCELLED',
    payment: wire.paymentKind === PaymentKind.CARD ? 'CARD' : 'CASH',
    pickup: toPlace(wire.pickup),
    destination: DESTINATION_KNOWN.includes(wire.state) ? toPlace(wire.destination) : undefined,
    attention: ATTENTION.find((who) => Attention[who] === wire.attention),
    assignedAt: toMoment(wire.assignedAt),
    arrivedAt: toMoment(wire.arrivedAt),
    startedAt: toMoment(wire.startedAt),
    endedAt: toMoment(wire.endedAt),
    fare: wire.fare && toFare(wire.fare),
    reason: wire.reason || undefined,
  };
}
