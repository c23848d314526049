import { join } from 'node:path';

import { z } from '@hansom/platform-config';
import { defineService, type ServiceDefinition } from '@hansom/platform-runtime';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { CityServiceDefinition, ZoneKind } from '@hansom/proto-city';
import { EtaServiceDefinition } from '@hansom/proto-eta';
import { ListMovedResponse, PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { PricingServiceDefinition, type Quote } from '@hansom/proto-pricing';

import { pricing } from '../src/service.ts';
import { GOTHENBURG, IN_CENTRE, IN_THE_SOUTH } from './a-context.ts';

const CONFIG = join(__dirname, '../../../deploy/config');
const nothing = z.object({});
const nobody = { team: 'Spec', contact: 'spec@hansom.example' };
const fake = { description: 'Of a spec.', owner: nobody, settings: nothing, config: nothing };

/** What is asked of the services around, in as few words as they can answer. */
const around: readonly ServiceDefinition[] = [
  defineService({
    ...fake,
    name: 'city',
    contract: CityServiceDefinition,
    compose: () => ({
      handlers: {
        getCity: () => ({ city: GOTHENBURG, revision: '1' }),
        listCities: () => ({ cities: [GOTHENBURG], revision: '1' }),
        findCity: () => ({
          revision: '1',
          outcome: {
            $case: 'found' as const,
            value: { city: GOTHENBURG, zones: [{ id: 'gothenburg', name: '', kind: ZoneKind.SERVICE_AREA }] },
          },
        }),
        listZones: () => ({ zones: [], resolution: 9, revision: '1' }),
      },
    }),
  }),
  defineService({
    ...fake,
    name: 'eta',
    contract: EtaServiceDefinition,
    compose: () => ({
      handlers: {
        route: () => ({
          outcome: { $case: 'way' as const, value: { distanceMetres: 5_500, durationMs: 660_000, line: [] } },
        }),
        manyToOne: () => ({ ways: [] }),
        matchTrack: ({ steps }) => ({ stepMetres: steps.map(() => 5_500) }),
      },
    }),
  }),
  defineService({
    ...fake,
    name: 'position-tracker',
    contract: PositionTrackerServiceDefinition,
    compose: () => ({
      handlers: {
        ingest: () => ({ drivers: [] }),
        getLast: () => ({ last: undefined, recent: [] }),
        getTrace: () => ({ fixes: [], complete: true, nextAfterSeq: 0n }),
        listMoved: () => ListMovedResponse.fromPartial({}),
      },
    }),
  }),
];

describe('pricing', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([...around, pricing], { configFolder: CONFIG });
  });

  afterAll(() => running.close());

  async function aQuote(): Promise<Quote> {
    const client = await running.clientAs({ service: 'customer-api' }, PricingServiceDefinition);
    const request = { city: 'got', pickup: IN_CENTRE, destination: IN_THE_SOUTH, passengers: 1 };
    const { outcome } = await running.eventually(() => client.quote(request, running.call()));
    if (outcome?.$case !== 'quotes' || !outcome.value.quotes[0]) throw new Error('no quotes');
    return outcome.value.quotes[0];
  }

  it('quotes, redeems and finalises a ride through its client', async () => {
    const booking = await running.clientAs({ service: 'booking' }, PricingServiceDefinition);
    const { token, fare } = await aQuote();

    const { price } = await running.eventually(() => booking.redeem({ token }, running.call()));
    const ride = {
      bookingId: 'booking_got_01kdvt1m00fqftsxvsrzst6qpa',
      price,
      driverId: 'driver_got_01kdvt1m00fqftsxvsrzst6qpa',
      startedAt: new Date('2026-01-05T11:00:00Z'),
      endedAt: new Date('2026-01-05T11:11:00Z'),
      lastSeq: 0n,
      endUnknown: false,
    };
    const final = await running.eventually(() => booking.finalise(ride, running.call()));

    expect(price?.fare).toEqual(fare);
    expect(final).toMatchObject({
      bridged: true,
      distanceMetres: 5_500,
      fare: { total: { amountMinor: 12_900n } },
    });
  });

  it('refuses a token that somebody changed', async () => {
    const client = await running.clientAs({ service: 'booking' }, PricingServiceDefinition);
    const { token } = await aQuote();

    const forged = client.redeem(
      { token: token.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')) },
      running.call(),
    );

    await expect(forged).rejects.toMatchObject({
      kind: 'failed_precondition',
      code: 'pricing.quote_invalid',
    });
  });

  it('lets in whom the contract names, and nobody else', async () => {
    const dispatch = await running.clientAs({ service: 'dispatch' }, PricingServiceDefinition);

    await expect(dispatch.redeem({ token: 'q1' }, running.call())).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });
});
