import { z } from '@hansom/platform-config';
import { Actor, BookingState, type Booking as WireBooking, PaymentKind } from '@hansom/proto-booking';

import { BookedDriver } from './booked-driver.ts';
import { Fare, toFare } from './fare.ts';
import { Moment, toMoment } from './moment.ts';
import { Money, toMoney } from './money.ts';
import { Place, toPlace } from './place.ts';

const STATES = [
  ...(['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED', 'ON_TRIP'] as const),
  ...(['COMPLETED', 'CANCELLED', 'NO_SHOW', 'EXPIRED', 'FAILED'] as const),
] as const;
const ACTORS = ['RIDER', 'DRIVER', 'SYSTEM', 'OPERATOR'] as const;

/** How a rider pays. */
export const PaymentChoice = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('CASH') }),
    z.object({ kind: z.literal('CARD'), methodId: z.string().min(1).max(100) }),
  ])
  .meta({ id: 'PaymentChoice', description: 'How a ride is paid.' });

const Cancellation = z
  .object({
    fee: Money.describe('0 while no driver comes, and once the driver makes no progress.'),
    freeUntil: Moment.optional().describe('Until then it costs nothing. Absent where the fee holds at once.'),
  })
  .meta({ id: 'Cancellation', description: 'What cancelling costs.' });

/** A ride, as its rider sees it. */
export const Booking = z
  .object({
    id: z.string(),
    state: z.enum(STATES),
    version: z.int(),
    city: z.string(),
    serviceType: z.string(),
    passengers: z.int(),
    pickup: Place,
    destination: Place,
    note: z.string(),
    payment: PaymentChoice,
    quote: Fare.describe('The price as quoted.'),
    fixed: z.boolean().describe('Whether that price holds whatever the meter shows.'),
    createdAt: Moment,
    searchEndsAt: Moment.optional().describe('When the search for a driver is given up.'),
    driverId: z.string().optional(),
    vehicleId: z.string().optional(),
    driver: BookedDriver.optional().describe(
      'From the assignment on until the ride is over, where one booking is read. Absent while it cannot be told: ask again.',
    ),
    assignedAt: Moment.optional(),
    arrivedAt: Moment.optional(),
    startedAt: Moment.optional(),
    endedAt: Moment.optional(),
    fare: Fare.optional().describe(
      'What it costs in the end: the ride, or a fee. Absent while it costs nothing.',
    ),
    cancellation: Cancellation.optional().describe(
      'What cancelling costs as it stands, while it may be cancelled.',
    ),
    distanceMetres: z.int(),
    durationMs: z.int(),
    endedBy: z.enum(ACTORS).optional(),
    reason: z
      .string()
      .optional()
      .describe('Why it was cancelled, failed, or lost its driver: a code, or words.'),
  })
  .meta({ id: 'Booking' });

export type Booking = z.output<typeof Booking>;

export function toBooking(wire: WireBooking | undefined): Booking {
  if (!wire?.quote || !wire.createdAt) throw new TypeError('booking answered without a job');
  const { bookingId: id, version, city, serviceType, passengers, note, fixed } = wire;
  return {
    ...{ id, version, city, serviceType, passengers, note, fixed },
    state: nameOf(BookingState, STATES, wire.state) ?? 'FAILED',
    pickup: toPlace(wire.pickup),
    destination: toPlace(wire.destination),
    payment: paymentOf(wire),
    quote: toFare(wire.quote),
    createdAt: toMoment(wire.createdAt),
    ...progressOf(wire),
    cancellation: cancellationOf(wire),
    ...endOf(wire),
  };
}

function paymentOf({ paymentKind, paymentMethodId }: WireBooking): Booking['payment'] {
  return paymentKind === PaymentKind.CARD ? { kind: 'CARD', methodId: paymentMethodId } : { kind: 'CASH' };
}

function progressOf(wire: WireBooking) {
  return {
    searchEndsAt: wire.state === BookingState.SEARCHING ? toMoment(wire.searchEndsAt) : undefined,
    driverId: wire.driverId || undefined,
    vehicleId: wire.vehicleId || undefined,
    assignedAt: toMoment(wire.assignedAt),
    arrivedAt: toMoment(wire.arrivedAt),
    startedAt: toMoment(wire.startedAt),
  };
}

function cancellationOf({ cancellation }: WireBooking): Booking['cancellation'] {
  if (!cancellation?.fee) return undefined;
  return { fee: toMoney(cancellation.fee), freeUntil: toMoment(cancellation.freeUntil) };
}

function endOf({ endedAt, fare, distanceMetres, durationMs, endedBy, reason }: WireBooking) {
  return {
    ...{ distanceMetres, durationMs },
    endedAt: toMoment(endedAt),
    fare: fare && toFare(fare),
    endedBy: nameOf(Actor, ACTORS, endedBy),
    reason: reason || undefined,
  };
}

/** The name of a wire enum's value, of those that apps know. */
function nameOf<N extends string>(
  wire: Readonly<Record<N, number>>,
  names: readonly N[],
  value: number,
): N | undefined {
  return names.find((name) => wire[name] === value);
}
