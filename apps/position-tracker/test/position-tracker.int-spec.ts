import { fakeEffects } from '@hansom/platform-context/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { SimulatedStore } from '@hansom/platform-store';
import { Tenancy } from '@hansom/proto-common';
import { PositionMoved, PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

import { positionTracker } from '../src/service.ts';
import { aBooking, aFix, BOOKING, DRIVER, driverId, fixes } from './a-context.ts';
import { aBookingService, aGeosearchService } from './stand-ins.ts';

/** Domain time stands still, so that no fix gets old. */
const { clock } = fakeEffects();
const STARTED = new Date(clock.now() - 60_000);

describe('position-tracker', () => {
  const store = new SimulatedStore({ clock });
  const booking = aBookingService();
  const geosearch = aGeosearchService();
  let running: BootedServices;

  const boot = () =>
    bootServices([booking.definition, geosearch.definition, positionTracker], { clock, store });

  beforeAll(async () => {
    running = await boot();
  });

  afterAll(() => running.close());

  async function sent(batch: ReturnType<typeof fixes>, driver: string = DRIVER) {
    const gateway = await running.clientAs({ service: 'driver-api' }, PositionTrackerServiceDefinition);
    const drivers = [{ driverId: driver, tenancy: Tenancy.ROBOT, fixes: batch }];
    const { drivers: acks } = await gateway.ingest({ city: 'got', drivers }, running.call());
    return acks[0]!;
  }

  async function traced() {
    const client = running.client(PositionTrackerServiceDefinition);
    return client.getTrace({ city: 'got', bookingId: BOOKING, afterSeq: 0n, upToSeq: 0n }, running.call());
  }

  it('sends positions on to geosearch, without being asked', async () => {
    const ack = await sent(fixes({ clock }, 1, 3), driverId(9));

    await running.eventually(() => geosearch.got.length > 0);

    expect(ack).toMatchObject({ ackSeq: 3n, acceptedCount: 3, nextIntervalMs: 5_000 });
    expect(geosearch.got[0]).toMatchObject({ city: 'got', fixedAtMs: [BigInt(clock.now())] });
  });

  it('counts what it refuses, by reason, where operators look', async () => {
    await sent(
      [aFix({ clock }, 1, { accuracyMetres: 500 }), aFix({ clock }, 2, { ageMs: -31_000 })],
      driverId(8),
    );

    const tracker = running.services.find(({ identity }) => identity.name === 'position-tracker');
    const figures = await (await fetch(`${tracker?.healthUrl}/metrics`)).text();

    const told = [...figures.matchAll(/^hansom_fixes_total\{.*outcome="(\w+)".*\} (\d+)/gm)];
    const counts = Object.fromEntries(told.map(([, outcome = '', count]) => [outcome, Number(count)]));
    const others = { invalid: 0, null_island: 0, too_fast: 0, out_of_order: 0, stale: 0 };
    expect(counts).toEqual({ good: 3, inaccurate: 1, future: 1, ...others });
  });

  it('follows a job: tells where the car is, keeps the trace, and lets go when it is over', async () => {
    await booking.tell('booking.assigned', aBooking({ version: 1 }));
    await booking.tell('booking.started', aBooking({ version: 2, startedAt: STARTED }));
    await running.eventually(async () => (await sent([aFix({ clock }, 1)])).nextIntervalMs === 2_000);
    await sent([aFix({ clock }, 2, { accuracyMetres: 500 }), aFix({ clock }, 3, { ageMs: -2_000 })]);

    await running.eventually(async () => (await traced()).fixes.length >= 1);
    const moved = running.events.filter(({ type }) => type === 'position.moved');
    expect(moved[0]).toMatchObject({
      topic: 'position-tracker',
      key: BOOKING,
      city: 'got',
      tenancy: 'robot',
    });
    expect(PositionMoved.decode(moved[0]!.payload)).toMatchObject({ driverId: DRIVER, riderId: 'rider_1' });

    const trip = { startedAt: STARTED, endedAt: new Date(clock.now() + 5_000) };
    await booking.tell('booking.completed', aBooking({ version: 3, ...trip }));
    await running.eventually(async () => {
      const ack = await sent([aFix({ clock }, 4, { ageMs: -4_000 })]);
      return ack.nextIntervalMs === 5_000;
    });
    expect((await traced()).fixes.at(-1)?.seq).toBe(4n);
  });

  it('knows after a restart where everybody was, and what was driven', async () => {
    const before = await traced();
    await running.close();
    running = await boot();

    const client = running.client(PositionTrackerServiceDefinition);
    const { last } = await client.getLast({ city: 'got', driverId: driverId(9) }, running.call());

    expect(last?.seq).toBe(3n);
    expect(await traced()).toEqual(before);
  });

  it('tells the console alone who moved', async () => {
    await sent([aFix({ clock }, 1)], driverId(10));
    const asConsole = await running.clientAs({ service: 'console' }, PositionTrackerServiceDefinition);
    const asBooking = await running.clientAs({ service: 'booking' }, PositionTrackerServiceDefinition);

    const { driverHigh, next } = await asConsole.listMoved({ city: 'got', after: '' }, running.call());
    const again = await asConsole.listMoved({ city: 'got', after: next }, running.call());

    expect([driverHigh.length, again.driverHigh.length]).toEqual([1, 0]);
    await expect(asBooking.listMoved({ city: 'got', after: '' }, running.call())).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });

  it('takes positions from driver-api alone', async () => {
    const stranger = await running.clientAs({ service: 'customer-api' }, PositionTrackerServiceDefinition);

    await expect(stranger.ingest({ city: 'got', drivers: [] }, running.call())).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });
});
