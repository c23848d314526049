import { Attention, Booking, BookingState } from '@hansom/proto-booking';
import { FareLineKind } from '@hansom/proto-common';

import { Fare, Money, Phone, Place, toBooking, toFare, toJob, toMoney, toPlace, toTokens } from './index.ts';

const SEK = (amountMinor: bigint) => ({ amountMinor, currency: 'SEK' });

describe('money', () => {
  it('is a whole number of minor units', () => {
    expect(toMoney(SEK(14_500n))).toEqual({ amount: 14_500, currency: 'SEK' });
    expect(Money.safeParse({ amount: 1.5, currency: 'SEK' }).success).toBe(false);
  });

  it('refuses to tell what JSON would change', () => {
    expect(() => toMoney(SEK(2n ** 53n))).toThrow(RangeError);
  });
});

describe('a fare', () => {
  it('keeps its lines, with the names of their kinds', () => {
    const lines = [{ kind: FareLineKind.METER, label: 'Meter', price: SEK(100n) }];

    const fare = toFare({ total: SEK(100n), lines });

    expect(fare).toEqual({
      total: { amount: 100, currency: 'SEK' },
      lines: [{ kind: 'METER', label: 'Meter', price: { amount: 100, currency: 'SEK' } }],
    });
    expect(Fare.parse(fare)).toEqual(fare);
  });

  it('has a total, or somebody made a mistake', () => {
    expect(() => toFare({ lines: [] })).toThrow(TypeError);
  });
});

describe('a booking', () => {
  const told = { quote: { total: SEK(100n) }, createdAt: new Date(0) };

  it.each([
    ['nothing', { fee: SEK(0n) }, { fee: { amount: 0, currency: 'SEK' } }],
    [
      'a fee from then on',
      { fee: SEK(5_000n), freeUntil: new Date(0) },
      { fee: { amount: 5_000, currency: 'SEK' }, freeUntil: '1970-01-01T00:00:00.000Z' },
    ],
    ['is not told once it cannot be cancelled', undefined, undefined],
  ])('tells what cancelling costs: %s', (_, cancellation, shown) => {
    expect(toBooking(Booking.fromPartial({ ...told, cancellation })).cancellation).toEqual(shown);
  });
});

describe('a job', () => {
  it.each([
    ['that goes well', Attention.UNSPECIFIED, undefined],
    ['whose driver is asked', Attention.DRIVER, 'DRIVER'],
    ['that operators look after', Attention.OPERATORS, 'OPERATORS'],
  ])('tells its driver what the app is to ask: one %s', (_, attention, shown) => {
    const told = Booking.fromPartial({
      state: BookingState.ASSIGNED,
      pickup: { at: { lat: 57.7, lng: 12 } },
      attention,
    });

    expect(toJob(told).attention).toBe(shown);
  });
});

describe('what apps send', () => {
  it.each([
    { lat: 91, lng: 0 },
    { lat: 0, lng: 181 },
    { lat: NaN, lng: 0 },
  ])('refuses %j as a point', (at) => {
    expect(Place.safeParse({ at }).success).toBe(false);
  });

  it('takes a place without a label', () => {
    expect(Place.parse({ at: { lat: 57.7, lng: 11.9 } })).toEqual(
      toPlace({ at: { lat: 57.7, lng: 11.9 }, label: '' }),
    );
  });

  it.each(['0700000001', '+46 70', 'anna'])('refuses %s as a phone', (phone) => {
    expect(Phone.safeParse(phone).success).toBe(false);
  });
});

describe('tokens', () => {
  it('are all there, or somebody made a mistake', () => {
    expect(() => toTokens(undefined)).toThrow(TypeError);
  });
});
