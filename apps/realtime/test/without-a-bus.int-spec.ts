import { type Bus, InProcessBus } from '@hansom/platform-bus';
import { z } from '@hansom/platform-config';
import { realEffects, realMonotonic } from '@hansom/platform-context';
import { recordingLogger } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { memoryRateLimiter } from '@hansom/platform-limits';
import { defineService, type Host } from '@hansom/platform-runtime';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';
import { type ConnectedSocket, connectSocket } from '@hansom/platform-sockets';
import { aggregate, text } from '@hansom/platform-store';
import { Offer, OfferCreated, OfferSent, OfferState } from '@hansom/proto-dispatch';
import { RealtimeServiceDefinition } from '@hansom/proto-realtime';

import { settings } from '../src/config.ts';
import { realtime } from '../src/service.ts';

/** Takes nothing. */
class BusAway extends InProcessBus implements Bus {
  override publish(): Promise<void> {
    return Promise.reject(new Error('the bus is away'));
  }
}

const offers = aggregate({ name: 'offer', fields: { driver_id: text() }, states: { CREATED: {}, SENT: {} } });

/** Stands in for dispatch: keeps offers, and tells of them as it does. */
function anOwnerOfOffers() {
  let make: ((id: string, driverId: string) => Promise<void>) | undefined;
  const definition = defineService({
    name: 'dispatch',
    description: 'Makes the offers of a spec.',
    owner: { team: 'Specs', contact: 'specs@hansom.example' },
    contract: RealtimeServiceDefinition, // it has no RPCs
    settings, // one environment for all
    config: z.object({}),
    keeps: { aggregates: [offers], migrations: [] },
    compose: async (host: Host) => {
      const kept = await host.aggregates({ aggregate: offers, contextOf: () => ({ city: 'got' }) });
      make = async (id, driverId) => {
        const told = (state: OfferState) => ({
          offer: Offer.fromPartial({
            offerId: id,
            driverId,
            state,
            deadlineAt: new Date(0),
            fareHint: { amountMinor: 1n, currency: 'SEK' },
          }),
        });
        await kept.create(id, {
          to: 'CREATED',
          set: { driver_id: driverId },
          event: { type: 'offer.created', payload: OfferCreated.encode(told(OfferState.CREATED)).finish() },
        });
        await kept.transition(id, {
          decide: () => ({
            to: 'SENT',
            event: { type: 'offer.sent', payload: OfferSent.encode(told(OfferState.SENT)).finish() },
          }),
        });
      };
      return { handlers: {} };
    },
  });
  return { definition, send: async (id: string, driverId: string) => make?.(id, driverId) };
}

describe('realtime, while the bus is away', () => {
  const bus = new BusAway();
  const dispatch = anOwnerOfOffers();
  let running: BootedServices;
  let driver: ConnectedSocket;
  let told: string[];

  beforeAll(async () => {
    const port = await freePort();
    running = await bootServices([dispatch.definition, realtime], {
      env: { HANSOM_REALTIME_PORT: String(port) },
      volatile: {
        bus,
        rateLimiter: () => memoryRateLimiter({ monotonic: realMonotonic() }),
        checks: [],
      },
    });
    told = [];
    driver = connectSocket({
      ...{ url: `ws://127.0.0.1:${port}/v1/socket`, resync: () => undefined },
      effects: realEffects({ now: () => 0, speed: 1 } as never, recordingLogger()),
      event: ({ event, data }) => void told.push(`${event} ${(data as { id: string }).id}`),
      token: () => running.tokenFor(aUser({ id: 'driver_1', roles: ['DRIVER'] })),
    });
    await running.eventually(() => driver.connected);
  });

  afterAll(async () => {
    driver.close();
    await running.close();
  });

  it('tells a driver of an offer as soon as it is told to walk, and once', async () => {
    await dispatch.send('offer_1', 'driver_1');
    bus.reset();
    await running.eventually(() => told.length > 0);

    await dispatch.send('offer_2', 'driver_1');
    bus.reset();
    await running.eventually(() => told.length > 1);

    expect(told).toEqual(['offer.sent offer_1', 'offer.sent offer_2']);
  });
});
