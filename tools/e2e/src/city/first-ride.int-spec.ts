import { ProblemError } from '@hansom/client-http';
import { PaymentServiceDefinition } from '@hansom/proto-payment';

import { riderApi, until } from '../testing/city/app.ts';
import { needsAttention } from '../testing/city/attention.ts';
import { type CityStack, startCity } from '../testing/city/city-stack.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { People } from '../testing/city/people.ts';
import { CENTRAL_STATION, JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';
import { whatIsBroken } from '../testing/city/what-is-broken.ts';

jest.setTimeout(90_000);

const isAnswered = (): boolean => false;
const isUnauthenticated = (error: unknown): boolean => error instanceof ProblemError && error.status === 401;

/** Real services; riders and drivers know nothing but the public addresses. */
describe('a ride', () => {
  let city: CityStack;
  let people: People;
  let driver: DriverApp;
  let rider: RiderApp;

  beforeAll(async () => {
    city = await startCity({ speed: 8 });
    people = new People(city);
    driver = await people.driver(1, CENTRAL_STATION);
    await driver.goOnShift();
    rider = await people.rider(1);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  it('is offered, driven, and paid by card', async () => {
    const card = await rider.addCard();

    const booked = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, card);
    const job = await driver.takes(booked.id);
    await rider.ear.hears('booking.assigned', { id: booked.id, driverId: (await driver.me()).id });
    const whoComes = { name: 'Driver 1', car: { plate: 'CAB1' } };
    expect(await rider.read(booked.id)).toMatchObject({ driver: whoComes, cancellation: { fee: {} } });
    expect(await rider.api.getState({})).toMatchObject({ booking: { driver: whoComes }, owed: [] });
    const done = await driver.drives(job);

    expect(done).toMatchObject({ state: 'COMPLETED', payment: 'CARD' });
    const total = done.fare?.total;
    const captured = await rider.ear.hears('payment.captured', { bookingId: booked.id });
    const receipt = await rider.receipt(booked.id);
    expect(receipt).toMatchObject({ fare: { total }, driverName: 'Driver 1', plate: 'CAB1' });
    expect(await driver.isOnShift('FREE')).toMatchObject({ jobsDone: 1 });
    const { payment } = await city
      .client(PaymentServiceDefinition)
      .getOfBooking({ bookingId: booked.id }, city.call());
    expect(Number(payment?.captured?.amountMinor)).toBe(total?.amount);
    expect(captured.data).toMatchObject({ state: 'CAPTURED', captured: total });
    expect(await rider.api.getPayment({ params: { bookingId: booked.id } })).toEqual(captured.data);
  });

  it('is offered, driven, and paid in the car', async () => {
    const booked = await rider.book(KUNGSPORTSPLATSEN, CENTRAL_STATION);
    const job = await driver.takes(booked.id);
    const done = await driver.drives(job);
    await rider.ear.hears('payment.cash_due', { bookingId: booked.id });
    const shift = await driver.collect(job);

    expect(done).toMatchObject({ state: 'COMPLETED', payment: 'CASH' });
    expect(shift).toMatchObject({ state: 'FREE', jobsDone: 2 });
    await rider.ear.hears('payment.cash_collected', { bookingId: booked.id });
    expect(await rider.receipt(booked.id)).toMatchObject({ paidBy: 'cash', fare: done.fare });
  });

  it('is not told of to a token of somebody who has signed out', async () => {
    const gone = await people.rider(2);
    const token = await gone.session.token();
    const state = () => riderApi(city, async () => token).getState({});
    await state();

    await gone.api.signOut({});

    await until('the token does not count', () => state().then(isAnswered, isUnauthenticated));
  });

  it('leaves a city where all is as it must be, and nothing in the log that anybody has to look into', async () => {
    expect(await whatIsBroken(city)).toEqual([]);
    expect(needsAttention(city.log)).toEqual([]);
  });
});
