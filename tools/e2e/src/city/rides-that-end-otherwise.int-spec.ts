import { isProblem } from '@hansom/client-customer-api';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { PaymentServiceDefinition, PaymentState, paymentStateToJSON } from '@hansom/proto-payment';

import { until } from '../testing/city/app.ts';
import { needsAttention } from '../testing/city/attention.ts';
import { type CityStack, startCity } from '../testing/city/city-stack.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { firstTaken, People } from '../testing/city/people.ts';
import { GOTAPLATSEN, JARNTORGET, KUNGSPORTSPLATSEN, OUT_OF_TOWN } from '../testing/city/places.ts';
import { refusalOf } from '../testing/city/refusal.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';
import { whatIsBroken } from '../testing/city/what-is-broken.ts';

jest.setTimeout(90_000);

/** A city whose searches are short, as are the lives of its quotes; offers are long. Cancelling costs at once. */
const CONFIG = {
  pricing: { quoteLifeMs: 40_000 },
  city: {
    cities: { got: { dispatch: { searchMs: 40_000, offerTtlMs: 25_000 }, booking: { freeCancelMs: 1 } } },
  },
};

describe('a ride that ends otherwise', () => {
  let city: CityStack;
  let people: People;
  let drivers: DriverApp[];
  let rider: RiderApp;

  beforeAll(async () => {
    city = await startCity({ speed: 4, config: CONFIG });
    people = new People(city);
    drivers = await Promise.all([1, 2].map((n) => people.driver(n, GOTAPLATSEN)));
    rider = await people.rider(1);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  /** The payment of a booking, when it is in that state. */
  async function isPaid(bookingId: string, state: PaymentState) {
    const payments = city.client(PaymentServiceDefinition);
    return until(`the payment of ${bookingId} is ${paymentStateToJSON(state)}`, async () => {
      const { payment } = await payments.getOfBooking({ bookingId }, city.call());
      return payment?.state === state && payment;
    });
  }

  it('finds no driver: the hold is let go', async () => {
    const card = await rider.addCard();

    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, card);
    await rider.ear.hears('booking.searching', { id });
    await rider.ear.hears('booking.expired', { id, state: 'EXPIRED' });

    expect(await rider.read(id)).toMatchObject({ state: 'EXPIRED', endedBy: 'SYSTEM' });
    expect(await isPaid(id, PaymentState.VOIDED)).toMatchObject({ captured: { amountMinor: 0n } });
  });

  it('is cancelled by its rider while it searches: nothing is to be paid', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, await rider.addCard());
    await rider.finds(id, 'SEARCHING');

    const cancelled = await rider.cancel(id);

    expect(cancelled).toMatchObject({ state: 'CANCELLED', endedBy: 'RIDER' });
    expect(cancelled.fare).toBeUndefined();
    await isPaid(id, PaymentState.VOIDED);
  });

  it('is paid by a card that is declined', async () => {
    const broke = await people.rider(2);
    const card = await broke.addCard('tok_declined');

    const { id } = await broke.book(KUNGSPORTSPLATSEN, JARNTORGET, card);
    const failed = await broke.finds(id, 'FAILED');

    expect(failed.reason).toBe('card_declined');
    await isPaid(id, PaymentState.AUTH_FAILED);
    expect(await broke.api.getState({})).not.toHaveProperty('booking');
  });

  it('loses its driver, and gets another one', async () => {
    await Promise.all(drivers.map((driver) => driver.goOnShift()));

    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
    const first = await firstTaken(drivers, id);
    const offers = (): number => first.driver.ear.heard('offer.sent', { bookingId: id }).length;
    const before = offers();
    await first.driver.cancel(first.job);
    await rider.ear.hears('booking.reallocating', { id, state: 'SEARCHING' });
    const second = drivers.find((driver) => driver !== first.driver);
    if (!second) throw new Error('there are two drivers');
    const taken = await second.takes(id);
    const done = await second.drives(taken);
    await second.collect(taken);

    expect(done.state).toBe('COMPLETED');
    expect(await rider.read(id)).toMatchObject({ driverId: (await second.me()).id });
    expect(offers()).toBe(before); // nobody is asked again who gave it up
    await Promise.all(drivers.map((driver) => driver.isOnShift('FREE')));
  });

  it('is cancelled by its rider when the driver is on the way: the fee is taken from the hold', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, await rider.addCard());
    const { driver } = await firstTaken(drivers, id);

    const cancelled = await rider.cancel(id);

    expect(cancelled).toMatchObject({
      state: 'CANCELLED',
      fare: { total: { amount: 5_000, currency: 'SEK' } },
    });
    expect(await isPaid(id, PaymentState.CAPTURED)).toMatchObject({ captured: { amountMinor: 5_000n } });
    await driver.isOnShift('FREE');
    expect(await rider.receipt(id)).toMatchObject({ fare: cancelled.fare });
  });

  it('is another person’s, or nobody’s: there is none', async () => {
    const other = await people.rider(3);
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
    const { driver, offer, job } = await firstTaken(drivers, id);
    const stranger = drivers.find((one) => one !== driver);

    expect(await refusalOf(other.read(id))).toMatchObject({ status: 404, code: 'booking.not_found' });
    expect(await refusalOf(other.cancel(id))).toMatchObject({ status: 404, code: 'booking.not_found' });
    expect(await refusalOf(stranger?.arrive(job))).toMatchObject({ status: 404, code: 'booking.not_found' });
    expect(await refusalOf(stranger?.accept(offer))).toMatchObject({
      status: 404,
      code: 'dispatch.not_found',
    });
    expect(await refusalOf(rider.read('booking_got_01m8gcfp3cep1vfc55btnexc3n'))).toMatchObject({
      status: 404,
    });
    await rider.cancel(id);
    await driver.isOnShift('FREE');
  });

  it('is commanded out of turn: the answer says where it stands', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
    const { driver, job } = await firstTaken(drivers, id);

    const early = await refusalOf(driver.complete(job));
    const far = await refusalOf(driver.arrive(job));
    await rider.cancel(id);
    const late = await refusalOf(driver.arrive(job));
    const twice = await refusalOf(rider.cancel(id));

    expect(early).toMatchObject({
      status: 409,
      code: 'booking.transition_not_allowed',
      problem: { state: 'ASSIGNED' },
    });
    expect(far).toMatchObject({ status: 409, code: 'booking.not_at_pickup' });
    expect(late).toMatchObject({ status: 409, problem: { state: 'CANCELLED' } });
    expect(twice).toMatchObject({ status: 409, problem: { state: 'CANCELLED' } });
    await driver.isOnShift('FREE');
  });

  it('is ended by an operator under way: nothing is to be paid, and both are free', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, await rider.addCard());
    const { driver, job } = await firstTaken(drivers, id);
    await driver.driveTo(job.pickup);
    await driver.arrive(job);
    await driver.start(job);
    await rider.finds(id, 'ON_TRIP');
    const bookings = city.client(BookingServiceDefinition);

    const request = { commandKey: 'operator', bookingId: id, reason: 'the driver left without the rider' };
    await bookings.cancelByOperator(request, city.call());

    await rider.ear.hears('booking.cancelled', { id, state: 'CANCELLED', endedBy: 'OPERATOR' });
    await driver.ear.hears('booking.cancelled', { bookingId: id, state: 'CANCELLED' });
    expect(await isPaid(id, PaymentState.VOIDED)).toMatchObject({ captured: { amountMinor: 0n } });
    await driver.isOnShift('FREE');
    expect(await rider.api.getState({})).not.toHaveProperty('booking');
    expect(await refusalOf(driver.complete(job))).toMatchObject({ problem: { state: 'CANCELLED' } });
  });

  it('is asked for where no rides begin, twice at once, or by a quote that is not one', async () => {
    const { quotes } = await rider.api.createQuotes({
      body: { pickup: KUNGSPORTSPLATSEN, destination: JARNTORGET },
    });
    const { id = '', token = '' } = quotes[0] ?? {};
    const { id: live } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);

    const busy = await refusalOf(rider.book(KUNGSPORTSPLATSEN, JARNTORGET));
    const nowhere = await refusalOf(rider.book(OUT_OF_TOWN, JARNTORGET));
    const body = { quote: { id, token: `${token.slice(0, -2)}xx` }, payment: { kind: 'CASH' as const } };
    await rider.cancel(live);
    const forged = await refusalOf(rider.api.createBooking({ body, idempotencyKey: rider.key() }));

    expect(busy).toMatchObject({ status: 409, code: 'booking.rider_busy', problem: { bookingId: live } });
    expect(nowhere).toMatchObject({ code: 'customer-api.no_city' });
    expect(isProblem(forged, 'pricing.quote_invalid')).toBe(true);
  });

  it('is asked for by a quote that has grown old', async () => {
    const { quotes } = await rider.api.createQuotes({
      body: { pickup: KUNGSPORTSPLATSEN, destination: JARNTORGET },
    });
    const { id = '', token = '', validUntil = '' } = quotes[0] ?? {};
    await until('the quote is too old', () => rider.time.now() > Date.parse(validUntil));

    const body = { quote: { id, token }, payment: { kind: 'CASH' as const } };
    const stale = await refusalOf(rider.api.createBooking({ body, idempotencyKey: rider.key() }));

    expect(stale).toMatchObject({ status: 409, code: 'pricing.quote_stale' });
  });

  it('leaves a city where all is as it must be, and nothing in the log that anybody has to look into', async () => {
    expect(await whatIsBroken(city)).toEqual([]);
    expect(needsAttention(city.log)).toEqual([]);
  });
});
