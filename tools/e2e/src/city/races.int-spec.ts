import { needsAttention } from '../testing/city/attention.ts';
import { type CityStack, startCity } from '../testing/city/city-stack.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { firstOffered, People } from '../testing/city/people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { raceInPairs, whatIsWrong } from '../testing/city/races.ts';
import { outcomeOf } from '../testing/city/refusal.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';
import { whatIsBroken } from '../testing/city/what-is-broken.ts';

jest.setTimeout(180_000);

const PAIRS = 5;
/** For each pair; `npm run soak -- races` does more. */
const ROUNDS = 10;

/** What is told who books beside another: that there is one, or that it stood in the way of one for too long. */
const THERE_IS_ANOTHER = ['409 booking.rider_busy', '409 booking.abandoned'];

describe('two at once', () => {
  let city: CityStack;
  let people: People;
  let drivers: DriverApp[];
  let riders: RiderApp[];

  beforeAll(async () => {
    city = await startCity({ speed: 4 });
    people = new People(city);
    riders = await Promise.all(Array.from({ length: PAIRS }, (_, i) => people.rider(i + 1)));
    drivers = await people.drivers(PAIRS, KUNGSPORTSPLATSEN);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  it('accept and cancel have one winner, each of 50 times, and the driver is free afterwards', async () => {
    const races = await raceInPairs(city, { riders, drivers, rounds: ROUNDS });

    expect(races).toHaveLength(PAIRS * ROUNDS);
    expect(races.map(whatIsWrong).filter((one) => one !== undefined)).toEqual([]);
  });

  it('a command that is sent twice under one key has one effect, and one answer', async () => {
    const [rider] = riders as [RiderApp];
    const { quotes } = await rider.api.createQuotes({
      body: { pickup: KUNGSPORTSPLATSEN, destination: JARNTORGET },
    });
    const { id: quoteId = '', token = '' } = quotes[0] ?? {};
    const request = {
      body: { quote: { id: quoteId, token }, payment: { kind: 'CASH' as const } },
      idempotencyKey: rider.key(),
    };

    const booked = await rider.api.createBooking(request);
    const again = await rider.api.createBooking(request);
    const { driver, offer } = await firstOffered(drivers, booked.id);
    const key = driver.key();
    const job = await driver.accept(offer, key);
    const sameJob = await driver.accept(offer, key);
    const underAnotherKey = await driver.accept(offer);
    const cancelled = await rider.cancel(booked.id, key);
    const sameCancelled = await rider.cancel(booked.id, key);

    expect(again).toEqual(booked);
    expect(sameJob).toEqual(job);
    expect(underAnotherKey).toMatchObject({ bookingId: booked.id, state: 'ASSIGNED', offerId: offer.id });
    expect(sameCancelled).toEqual(cancelled);
    const { bookings } = await rider.api.listBookings({});
    expect(bookings.filter(({ createdAt }) => createdAt >= booked.createdAt)).toHaveLength(1);
    await driver.isOnShift('FREE');
  });

  it('one rider books twice: there is one ride', async () => {
    const [rider] = riders as [RiderApp];

    const answers = await Promise.all(
      Array.from({ length: 3 }, () => outcomeOf(rider.book(KUNGSPORTSPLATSEN, JARNTORGET), 'booked')),
    );

    expect(answers.filter((answer) => answer === 'booked')).toHaveLength(1);
    expect(answers.filter((answer) => !THERE_IS_ANOTHER.includes(answer))).toEqual(['booked']);
    const { booking } = await rider.api.getState({});
    await rider.cancel(booking?.id ?? '');
  });

  it('leave a city where all is as it must be, and nothing in the log that anybody has to look into', async () => {
    expect(await whatIsBroken(city)).toEqual([]);
    expect(needsAttention(city.log)).toEqual([]);
  });
});
