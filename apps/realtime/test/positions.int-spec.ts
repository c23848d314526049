import { z } from '@hansom/platform-config';
import { realEffects, realMonotonic } from '@hansom/platform-context';
import { recordingLogger } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { defineService, type Host } from '@hansom/platform-runtime';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';
import { type ConnectedSocket, connectSocket } from '@hansom/platform-sockets';
import { Booking, bookingEvents, BookingState } from '@hansom/proto-booking';
import { PositionMoved, positionEvents } from '@hansom/proto-position-tracker';
import { RealtimeServiceDefinition } from '@hansom/proto-realtime';

import { settings } from '../src/config.ts';
import { realtime } from '../src/service.ts';

const EVERY_MS = 200;
const RIDE = { bookingId: 'booking_1', riderId: 'rider_1', driverId: 'driver_1' };

/** What an app was told: positions by their latitude. */
interface App {
  events: string[];
  positions: number[];
  client: ConnectedSocket;
}

/** Stands in for a service of that name, and tells what a spec says. */
function aTeller(name: string) {
  let host: Host | undefined;
  const definition = defineService({
    ...{
      name,
      description: 'Tells what a spec says.',
      owner: { team: 'Specs', contact: 'specs@hansom.example' },
    },
    contract: RealtimeServiceDefinition, // it has no RPCs
    settings, // one environment for all
    config: z.object({}),
    compose: (own) => {
      host = own;
      return { handlers: {} };
    },
  });
  const announce: Host['announce'] = async (events, told) => host?.announce(events, told);
  return { definition, announce };
}

describe('positions', () => {
  const monotonic = realMonotonic();
  const apps: App[] = [];
  let running: BootedServices;
  let url: string;

  const [bookings, tracker] = [aTeller('booking'), aTeller('position-tracker')];

  beforeAll(async () => {
    const port = await freePort();
    url = `ws://127.0.0.1:${port}/v1/socket`;
    const env = { HANSOM_REALTIME_PORT: String(port) };
    running = await bootServices([bookings.definition, tracker.definition, realtime], {
      env,
      config: { realtime: { positionEveryMs: EVERY_MS } },
    });
  });

  afterEach(() => {
    for (const { client } of apps.splice(0)) client.close();
  });

  afterAll(() => running.close());

  async function anApp(id: string, role: string): Promise<App> {
    const [events, positions]: [string[], number[]] = [[], []];
    const client = connectSocket({
      ...{ url, effects: realEffects({ now: () => 0, speed: 1 } as never, recordingLogger()) },
      event: ({ event, data }) => {
        events.push(event);
        if (event === 'position.moved') positions.push((data as PositionMoved).position?.lat ?? NaN);
      },
      token: () => running.tokenFor(aUser({ id, roles: [role] })),
      resync: () => undefined,
    });
    const app = { events, positions, client };
    apps.push(app);
    await running.eventually(() => client.connected);
    return app;
  }

  /** The car is so many degrees north. Versions rise, as the bus wants it. */
  async function move(lat: number, over: Partial<PositionMoved> = {}): Promise<void> {
    const payload = PositionMoved.fromPartial({
      ...RIDE,
      position: { lat, lng: 11 },
      at: new Date(0),
      ...over,
    });
    const event = { type: 'position.moved', key: payload.bookingId, version: lat, payload } as const;
    await tracker.announce(positionEvents, event);
  }

  async function tell(type: 'booking.assigned' | 'booking.completed', state: BookingState): Promise<void> {
    const version = state; // a later state has a higher number
    const at = { at: { lat: 0, lng: 0 }, label: '' };
    const booking = Booking.fromPartial({
      ...{ ...RIDE, state, version, pickup: at, destination: at, createdAt: new Date(0) },
      quote: { total: { amountMinor: 1n, currency: 'SEK' } },
    });
    await bookings.announce(bookingEvents, { type, key: RIDE.bookingId, version, payload: { booking } });
  }

  it('are told to the rider of that ride alone, over every connection of theirs, only so often, and the latest at last', async () => {
    const [rider, tablet] = [await anApp('rider_1', 'RIDER'), await anApp('rider_1', 'RIDER')];
    const others = [await anApp('rider_2', 'RIDER'), await anApp('driver_1', 'DRIVER')];
    const from = monotonic.now();
    for (let lat = 1; lat <= 60; lat++) {
      await move(lat);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }

    await running.eventually(() => [rider, tablet].every(({ positions }) => positions.at(-1) === 60));

    const most = (monotonic.now() - from) / EVERY_MS + 1;
    for (const { positions } of [rider, tablet]) {
      expect(positions.length).toBeLessThanOrEqual(most);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    }
    expect(others.map(({ positions }) => positions)).toEqual([[], []]);
  });

  it('end with the ride, also those that come late, and begin with the next one', async () => {
    const [rider, other] = [await anApp('rider_1', 'RIDER'), await anApp('rider_2', 'RIDER')];
    await tell('booking.assigned', BookingState.ASSIGNED);
    await move(101);
    await running.eventually(() => rider.positions.length === 1);
    await tell('booking.completed', BookingState.COMPLETED);
    await running.eventually(() => rider.events.includes('booking.completed'));

    let lat = 200;
    await running.eventually(async () => {
      lat += 1;
      await move(lat);
      await move(lat, { bookingId: 'booking_2', riderId: 'rider_2' });
      return other.positions.length > 2; // meanwhile the rider would have been told as well
    });
    await move(1, { bookingId: 'booking_3', driverId: 'driver_3' });
    await running.eventually(() => rider.positions.length > 1);

    expect(rider.positions).toEqual([101, 1]);
  });
});
