import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { BookingState } from '@hansom/proto-booking';
import { DocumentKind } from '@hansom/proto-driver';
import { Fix } from '@hansom/proto-position-tracker';
import { Shift, ShiftEnRoute, ShiftFreed, ShiftStarted, ShiftState } from '@hansom/proto-shift';

import {
  aBooking,
  aDriver,
  after,
  anEvent,
  BOOKING,
  DRIVER,
  OTHER_DRIVER,
  SHIFT,
} from '../../test/a-ride.ts';
import { aStoriesContext, type StoriesSpec } from '../../test/a-stories-context.ts';
import { getDriver as route } from '../routes/stories.ts';
import { getDriver } from './get-driver.ts';

async function story({ ctx, effects }: StoriesSpec, roles = ['OPS.GOT']) {
  const sent = { params: { driverId: DRIVER }, user: aUser({ id: 'staff_1', roles }) };
  return (await callRoute(implement(route, getDriver(ctx)), sent, { effects })).body;
}

const DAY_S = 86_400;

function aShift(over: Partial<Shift> = {}): Shift {
  const facts = { shiftId: SHIFT, driverId: DRIVER, city: 'got', jobsDone: 1, startedAt: after(-600) };
  return Shift.fromPartial({ ...facts, state: ShiftState.FREE, version: 4, stateSince: after(600), ...over });
}

/** On shift, on the way to the rider, and free again; the last event changes nothing that is seen. */
function shiftHistory() {
  const steps = [
    { message: ShiftStarted, type: 'started', at: -600, over: {} },
    {
      message: ShiftEnRoute,
      type: 'en_route',
      at: 20,
      over: { state: ShiftState.EN_ROUTE, bookingId: BOOKING },
    },
    { message: ShiftFreed, type: 'freed', at: 600, over: {} },
    { message: ShiftFreed, type: 'freed', at: 610, over: {} },
  ];
  return steps.map(({ message, type, at, over }, i) => {
    const payload = message.encode(message.fromPartial({ shift: aShift(over) })).finish();
    return anEvent({ type: `shift.${type}`, version: i + 1, occurredAt: after(at), payload });
  });
}

function aFix(seconds: number): Fix {
  const position = { lat: 57.7, lng: 11.97 };
  return Fix.fromPartial({
    at: after(seconds),
    position,
    accuracyMetres: 5,
    bearingDegrees: -1,
    speedMetresPerSecond: 9,
  });
}

describe('getDriver', () => {
  it('tells what the driver did, one thing after the other', async () => {
    const { shift } = await story(aStoriesContext({ shift: aShift(), shiftEvents: shiftHistory() }));

    expect(shift).toMatchObject({ live: true, state: 'FREE', jobsDone: 1 });
    expect(shift?.spans).toEqual([
      { state: 'FREE', from: after(-600).toISOString(), to: after(20).toISOString() },
      { state: 'EN_ROUTE', bookingId: BOOKING, from: after(20).toISOString(), to: after(600).toISOString() },
      { state: 'FREE', from: after(600).toISOString() },
    ]);
  });

  it('tells of a shift that is over when it ended', async () => {
    const shift = aShift({ state: ShiftState.ENDED, stateSince: after(650) });

    expect((await story(aStoriesContext({ shift }))).shift).toMatchObject({
      live: false,
      endedAt: after(650).toISOString(),
    });
  });

  it('counts the jobs of today that were driven, and shows those that were lost', async () => {
    const lost = aBooking({ bookingId: 'lost', driverId: OTHER_DRIVER });
    const yesterdays = aBooking({ bookingId: 'yesterdays', endedAt: after(-DAY_S) });
    const cancelled = aBooking({ bookingId: 'cancelled', state: BookingState.CANCELLED, fare: undefined });
    const jobs = [aBooking(), lost, cancelled, yesterdays];

    const told = await story(aStoriesContext({ jobs }));

    expect(told.jobs).toMatchObject([
      { bookingId: BOOKING, lost: false, fare: { total: { amount: 14_500 } } },
      { bookingId: 'lost', lost: true },
      { bookingId: 'cancelled', state: 'CANCELLED' },
    ]);
    expect(told.jobs[1]).not.toHaveProperty('fare');
    expect(told.takings).toEqual([{ amount: 14_500, currency: 'SEK' }]);
  });

  it('counts what was driven before midnight in a shift that began then', async () => {
    const shift = aShift({ startedAt: after(-DAY_S) });
    const jobs = [aBooking({ endedAt: after(-DAY_S + 60) })];

    expect((await story(aStoriesContext({ shift, jobs }))).takings).toEqual([
      { amount: 14_500, currency: 'SEK' },
    ]);
  });

  it('tells where the car was last, since when it is silent, and when it was before', async () => {
    const { position, silence } = await story(aStoriesContext({ fixes: [500, 530, 535].map(aFix) }));

    expect(position).toEqual({
      at: { lat: 57.7, lng: 11.97 },
      fixAt: after(535).toISOString(),
      accuracyMetres: 5,
      metresPerSecond: 9,
    });
    expect(silence).toEqual({
      lastFixAt: after(535).toISOString(),
      silentMs: 125_000,
      gaps: [{ from: after(500).toISOString(), to: after(530).toISOString(), lengthMs: 30_000 }],
    });
  });

  it('warns of papers that end soon, and masks the phone', async () => {
    const told = await story(aStoriesContext());

    expect(told).toMatchObject({
      account: { state: 'ACTIVE' },
      phone: '+46 •• ••• •• 99',
      car: { plate: 'ABC123' },
    });
    expect(told.documents).toMatchObject([{ kind: 'TAXI_LICENCE', state: 'ENDS_SOON' }]);
  });

  it('tells which renewals wait beside the papers that count', async () => {
    const expiresAt = after(DAY_S * 365);
    const driver = aDriver({ renewals: [{ kind: DocumentKind.TAXI_LICENCE, number: 'A-2', expiresAt }] });

    const told = await story(aStoriesContext({ driver }));

    expect(told.documents).toMatchObject([{ state: 'ENDS_SOON' }]);
    expect(told.renewals).toEqual([{ kind: 'TAXI_LICENCE', state: 'GOOD', endsAt: expiresAt.toISOString() }]);
  });

  it.each([
    ['shift', ['shift']],
    ['booking', ['jobs']],
    ['position-tracker', ['position']],
    ['city', ['jobs.today']],
  ])('tells the rest while %s does not answer', async (down, parts) => {
    const { name, missing } = await story(aStoriesContext({ down: [down] }));

    expect(name).toBe('Asta');
    expect(missing.map(({ part }) => part)).toEqual(parts);
  });

  it('does not find a driver of another city', async () => {
    await expect(story(aStoriesContext(), ['OPS.STO'])).rejects.toMatchObject({ code: 'driver.not_found' });
  });
});
