import { instant } from '@hansom/platform-context';
import { Booking, BookingState } from '@hansom/proto-booking';
import { Payment } from '@hansom/proto-payment';
import { Shift, ShiftState } from '@hansom/proto-shift';

import { CityFigures } from './city-figures.ts';

const SINCE = 1_800_000_000_000;

function figures(): CityFigures {
  return new CityFigures({ city: 'got', since: instant(SINCE) });
}

/** An event that happened so long after the beginning of the run. */
function event<P>(type: string, payload: P, afterMs = 1_000) {
  const [topic = ''] = type.split('.');
  const occurredAt = instant(SINCE + afterMs);
  return { id: type, type, topic, aggregate: topic, key: 'k', version: 1, occurredAt, payload };
}

function aShift(shiftId: string, state: ShiftState, city = 'got'): Shift {
  return Shift.fromPartial({ shiftId, state, city });
}

function aBooking(bookingId: string, state: BookingState, times: Partial<Booking> = {}): Booking {
  return Booking.fromPartial({ bookingId, state, city: 'got', ...times });
}

function after(ms: number): Date {
  return new Date(SINCE + ms);
}

describe('the figures of a city', () => {
  it('count drivers by what they are doing, as listed and as events tell', () => {
    const city = figures();
    city.shiftChanged(event('shift.on_trip', { shift: aShift('a', ShiftState.ON_TRIP) }));
    city.shiftChanged(event('shift.started', { shift: aShift('other', ShiftState.FREE, 'lon') }));

    city.seed({ shifts: [aShift('a', ShiftState.FREE), aShift('b', ShiftState.ACCEPTING)], bookings: [] });
    city.shiftChanged(event('shift.ended', { shift: aShift('b', ShiftState.ENDED) }));
    city.shiftChanged(event('shift.claimed', { shift: aShift('c', ShiftState.OFFERED) }));

    expect(city.snapshot().drivers).toMatchObject({ free: 0, offered: 1, onTrip: 1 });
  });

  it('count riders by what they are doing', () => {
    const city = figures();
    city.seed({ shifts: [], bookings: [aBooking('a', BookingState.REQUESTED)] });

    city.bookingChanged(event('booking.searching', { booking: aBooking('b', BookingState.SEARCHING) }));
    city.bookingChanged(event('booking.assigned', { booking: aBooking('c', BookingState.ASSIGNED) }));
    city.bookingChanged(event('booking.arrived', { booking: aBooking('d', BookingState.ARRIVED) }));
    city.bookingChanged(event('booking.started', { booking: aBooking('e', BookingState.ON_TRIP) }));
    city.bookingChanged(event('booking.expired', { booking: aBooking('b', BookingState.EXPIRED) }));

    expect(city.snapshot().riders).toEqual({ withoutCar: 1, awaitingCar: 1, atCar: 1, onTrip: 1 });
  });

  it('count how jobs of this run end; what is told again of the run before is not of this one', () => {
    const city = figures();
    const completed = { booking: aBooking('a', BookingState.COMPLETED) };

    city.bookingChanged(event('booking.completed', completed));
    city.bookingChanged(event('booking.completed', completed, -1));
    city.bookingChanged(event('booking.cancelled', { booking: aBooking('b', BookingState.CANCELLED) }));

    expect(city.completed).toBe(1);
    expect(city.snapshot().rides).toEqual({ completed: 1, cancelled: 1, noShow: 0, noDriver: 0, notPaid: 0 });
  });

  it('tell how long riders waited for the car in which they rode, wherever it took them in', () => {
    const city = figures();
    const state = BookingState.ON_TRIP;
    const arrived = aBooking('a', state, {
      createdAt: after(0),
      arrivedAt: after(60_000),
      startedAt: after(90_000),
    });
    const atOnce = aBooking('b', state, { createdAt: after(0), startedAt: after(120_000) });

    city.bookingChanged(event('booking.arrived', { booking: { ...arrived, state: BookingState.ARRIVED } }));
    city.bookingChanged(event('booking.started', { booking: arrived }));
    city.bookingChanged(event('booking.started', { booking: atOnce }));

    expect(city.snapshot().wait).toEqual({ mean: 90_000, p95: 120_000, of: 2 });
  });

  it('sum up what was paid by card and in the car, by currency', () => {
    const city = figures();
    const price = (amountMinor: bigint, currency: string) => ({ amountMinor, currency });
    const paid = (type: string, fields: Partial<Payment>, afterMs?: number): void =>
      city.paymentChanged(event(type, { payment: Payment.fromPartial({ city: 'got', ...fields }) }, afterMs));

    paid('payment.authorised', { authorised: price(9_900n, 'SEK') });
    paid('payment.captured', { captured: price(10_000n, 'SEK') });
    paid('payment.cash_collected', { due: price(5_050n, 'SEK') });
    paid('payment.captured', { captured: price(700n, 'EUR') });
    paid('payment.captured', { captured: price(1n, 'SEK') }, -1);
    paid('payment.captured', { captured: price(1n, 'SEK'), city: 'lon' });

    expect(city.snapshot().taken).toEqual([price(15_050n, 'SEK'), price(700n, 'EUR')]);
  });
});
