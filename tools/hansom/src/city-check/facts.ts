import { type Booking, BookingState } from '@hansom/proto-booking';
import { type Journal, type Payment } from '@hansom/proto-payment';

/** What was read of a city, from the outside. Times are city time in milliseconds. */
export interface CityFacts {
  /** When reading began. */
  readonly since: number;
  readonly bookings: readonly BookingFacts[];
  /** Ids on the list of live bookings. */
  readonly listed: ReadonlySet<string>;
  /** The payment of each booking was read before the booking. */
  readonly payments: readonly Payment[];
  /** Read last: all that is said of payments is in them. */
  readonly journals: readonly Journal[];
  /** Events that wait for an operator, as `hansom bus parked` lists them. */
  readonly parked: readonly string[];
}

/** A booking as it stood when it was read, and how it came there. */
export interface BookingFacts {
  readonly booking: Booking;
  /** Its events, by version. */
  readonly steps: readonly Step[];
  readonly readAt: number;
}

/** An event of a booking. */
export interface Step {
  readonly version: number;
  /** `booking.assigned` */
  readonly type: string;
  readonly at: number;
  /** As it stood after this. */
  readonly booking: Booking;
}

/** What holds of a city, and what breaks it. */
export interface Rule {
  /** As a sentence. */
  readonly name: string;
  /** A line for each case in which it does not hold. */
  readonly broken: (facts: CityFacts) => string[];
}

const LIVE: readonly BookingState[] = [
  ...[BookingState.REQUESTED, BookingState.SEARCHING],
  ...[BookingState.ASSIGNED, BookingState.ARRIVED, BookingState.ON_TRIP],
];

export function isLive({ state }: Booking): boolean {
  return LIVE.includes(state);
}

export function timeOf(date: Date | undefined): number {
  return date?.getTime() ?? NaN;
}

export function minorOf(money: { amountMinor: bigint } | undefined): bigint {
  return money?.amountMinor ?? 0n;
}
