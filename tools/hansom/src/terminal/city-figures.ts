import { type ReceivedEvent } from '@hansom/platform-bus';
import { type Instant, type Millis } from '@hansom/platform-context';
import { type Booking, BookingState } from '@hansom/proto-booking';
import { type Money } from '@hansom/proto-common';
import { type Payment } from '@hansom/proto-payment';
import { type Shift, ShiftState } from '@hansom/proto-shift';

import { Spans } from './spans.ts';
import { Standings } from './standings.ts';

/** What drivers are doing, in the order in which it is shown. */
const DOING = {
  [ShiftState.FREE]: 'free',
  [ShiftState.OFFERED]: 'offered',
  [ShiftState.ACCEPTING]: 'offered',
  [ShiftState.EN_ROUTE]: 'toPickup',
  [ShiftState.ARRIVED]: 'atPickup',
  [ShiftState.ON_TRIP]: 'onTrip',
  [ShiftState.PAYING]: 'paying',
  [ShiftState.BREAK]: 'onBreak',
  [ShiftState.BUSY_STREET]: 'streetHail',
} as const;

/** What riders with a live job are doing. */
const RIDING = {
  [BookingState.REQUESTED]: 'withoutCar',
  [BookingState.SEARCHING]: 'withoutCar',
  [BookingState.ASSIGNED]: 'awaitingCar',
  [BookingState.ARRIVED]: 'atCar',
  [BookingState.ON_TRIP]: 'onTrip',
} as const;

/** How jobs end. */
const ENDS = {
  'booking.completed': 'completed',
  'booking.cancelled': 'cancelled',
  'booking.no_show': 'noShow',
  'booking.expired': 'noDriver',
  'booking.failed': 'notPaid',
} as const;

type CountsOf<T extends Readonly<Record<PropertyKey, string>>> = Readonly<Record<T[keyof T], number>>;

/** What is true of a city now, and since this run began. */
export interface CitySnapshot {
  readonly drivers: CountsOf<typeof DOING>;
  readonly riders: CountsOf<typeof RIDING>;
  /** Of this run. */
  readonly rides: CountsOf<typeof ENDS>;
  /** From the booking to the car at the pickup, of the latest rides of this run. City time. */
  readonly wait: { readonly mean: Millis; readonly p95: Millis; readonly of: number } | undefined;
  /** What riders paid in this run, by currency, before refunds. */
  readonly taken: readonly Money[];
}

/** Waits that the figures are made of. */
const LATEST_RIDES = 1_000;

/** The figures of a city, kept true by the events of its bookings, shifts and payments. No event may come after a later one of its aggregate. */
export class CityFigures {
  private readonly shifts = new Standings<keyof CitySnapshot['drivers']>();
  private readonly bookings = new Standings<keyof CitySnapshot['riders']>();
  private readonly ended = countsOf(ENDS);
  private readonly waits = new Spans(LATEST_RIDES);
  private readonly taken = new Map<string, bigint>();

  /** `since`: what happened before does not count as of this run, though it may be told again. City time. */
  constructor(private readonly of: { city: string; since: Instant }) {}

  /** Rides that ended well in this run. */
  get completed(): number {
    return this.ended.completed;
  }

  /** What was live when the run began, as listed after events were listened to. */
  seed(live: { shifts: readonly Shift[]; bookings: readonly Booking[] }): void {
    this.shifts.list(live.shifts.map((shift) => [shift.shiftId, nameOf(DOING, shift.state)]));
    this.bookings.list(live.bookings.map((booking) => [booking.bookingId, nameOf(RIDING, booking.state)]));
  }

  shiftChanged({ payload: { shift } }: ReceivedEvent<{ shift?: Shift | undefined }>): void {
    if (shift?.city === this.of.city) this.shifts.tell(shift.shiftId, nameOf(DOING, shift.state));
  }

  bookingChanged(event: ReceivedEvent<{ booking?: Booking | undefined }>): void {
    const { booking } = event.payload;
    if (booking?.city !== this.of.city) return;
    this.bookings.tell(booking.bookingId, nameOf(RIDING, booking.state));
    if (event.occurredAt < this.of.since) return;
    const end = nameOf(ENDS, event.type);
    if (end) this.ended[end] += 1;
    if (event.type === 'booking.started') this.waited(booking);
  }

  paymentChanged(event: ReceivedEvent<{ payment?: Payment | undefined }>): void {
    const { payment } = event.payload;
    if (payment?.city !== this.of.city || event.occurredAt < this.of.since) return;
    if (event.type === 'payment.captured') this.took(payment.captured);
    if (event.type === 'payment.cash_collected') this.took(payment.due);
  }

  snapshot(): CitySnapshot {
    return {
      drivers: Object.assign(countsOf(DOING), Object.fromEntries(this.shifts.count())),
      riders: Object.assign(countsOf(RIDING), Object.fromEntries(this.bookings.count())),
      rides: { ...this.ended },
      wait: this.waits.summary(),
      taken: [...this.taken].map(([currency, amountMinor]) => ({ currency, amountMinor })),
    };
  }

  /** Told when the ride begins, and not before: until then the rider may have to wait for another car. */
  private waited({ createdAt, arrivedAt, startedAt }: Booking): void {
    const until = arrivedAt ?? startedAt;
    if (createdAt && until) this.waits.add(until.getTime() - createdAt.getTime());
  }

  private took(price: Money | undefined): void {
    if (!price) return;
    this.taken.set(price.currency, (this.taken.get(price.currency) ?? 0n) + price.amountMinor);
  }
}

/** The name of what has one. */
function nameOf<T extends Readonly<Record<PropertyKey, string>>>(
  names: T,
  of: PropertyKey,
): T[keyof T] | undefined {
  // Undefined is what a table has for other keys.
  return Object.hasOwn(names, of) ? names[of as keyof T] : undefined;
}

function countsOf<T extends Readonly<Record<PropertyKey, string>>>(names: T): Record<T[keyof T], number> {
  // Every name is there, as the type says.
  return Object.fromEntries(Object.values(names).map((name) => [name, 0])) as Record<T[keyof T], number>;
}
