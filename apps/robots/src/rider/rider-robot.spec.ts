import { type CustomerApiClient } from '@hansom/client-customer-api';
import { seededRandom } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';

import { type World } from '../apis.ts';
import { CityTime } from '../city-time.ts';
import { config } from '../config.ts';
import { RiderRobot } from './rider-robot.ts';

const HERE = { lat: 57.7, lng: 11.97 };

/** A city in which every card is declined; what was to pay each ride. */
function aCity() {
  const effects = fakeEffects();
  const paidBy: string[] = [];
  const api = {
    getState: async () => ({}),
    createQuotes: async () => ({ quotes: [{ id: 'quote', token: 'token', serviceType: 'standard' }] }),
    listPaymentMethods: async () => ({ methods: [{ id: 'card' }] }),
    createBooking: async ({ body }: { body: { payment: { kind: string } } }) => {
      paidBy.push(body.payment.kind);
      return { id: 'booking', version: 1, state: body.payment.kind === 'CARD' ? 'FAILED' : 'COMPLETED' };
    },
  } as unknown as CustomerApiClient; // of what it can do, what this rider needs
  const world: World = {
    ...{ effects, city: 'got', socketUrl: 'ws://127.0.0.1:9', time: new CityTime(effects.monotonic) },
    ...{ streets: { journey: () => undefined, somewhere: () => HERE } },
    ...{ riderApi: () => api, driverApi: () => assertNever() },
    config: () => config.parse({ rider: { paysByCard: 1 } }),
  };
  return { world, paidBy };
}

function assertNever(): never {
  throw new Error('riders do not drive');
}

describe('a robot rider', () => {
  it('pays in the car after its card was declined', async () => {
    const { world, paidBy } = aCity();
    const rider = new RiderRobot(world, '+46700000001', seededRandom(1));
    const { signal } = new AbortController();

    const outcomes = [await rider.ride(signal), await rider.ride(signal)];

    expect(paidBy).toEqual(['CARD', 'CASH']);
    expect(outcomes).toEqual(['lost', 'completed']);
  });
});
