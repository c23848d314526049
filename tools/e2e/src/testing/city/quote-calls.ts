import { type CallScope, parallel } from '@hansom/platform-rpc';
import { CityServiceDefinition } from '@hansom/proto-city';
import { Tenancy } from '@hansom/proto-common';
import { EtaServiceDefinition } from '@hansom/proto-eta';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { PricingServiceDefinition } from '@hansom/proto-pricing';

import { type CityStack } from './city-stack.ts';
import { type Spot } from './places.ts';

interface Wish {
  pickup: Spot;
  destination: Spot;
}

/** The calls behind "nearby, ETA and quote", by themselves. */
export interface QuoteCalls {
  /** As the riders' API makes them: the price beside the cars and their way. */
  sideBySide(wish: Wish, call: CallScope): Promise<unknown>;
  /** The same calls, none before the last was answered. */
  oneAfterTheOther(wish: Wish, call: CallScope): Promise<unknown>;
}

const RADIUS_METRES = 3_000;
const CARS = 10;

export function quoteCalls(stack: CityStack): QuoteCalls {
  const cities = stack.client(CityServiceDefinition);
  const pricing = stack.client(PricingServiceDefinition);
  const geosearch = stack.client(GeosearchServiceDefinition);
  const eta = stack.client(EtaServiceDefinition);

  type Own = Parameters<typeof cities.findCity>[1];

  async function cityAt({ pickup: { at } }: Wish, call: Own): Promise<string> {
    const { outcome } = await cities.findCity({ at }, call);
    if (outcome?.$case !== 'found' || !outcome.value.city) throw new Error('no city is there');
    return outcome.value.city.code;
  }

  async function price(city: string, { pickup, destination }: Wish, call: Own): Promise<void> {
    const { outcome } = await pricing.quote({ city, pickup, destination, passengers: 1 }, call);
    if (outcome?.$case !== 'quotes') throw new Error('there is no price');
  }

  async function cars(city: string, { pickup: { at } }: Wish, call: Own): Promise<void> {
    const search = { city, at, radiusMetres: RADIUS_METRES, limit: CARS, serviceType: '', neighbours: [] };
    const { hits } = await geosearch.findNearest({ ...search, tenancy: Tenancy.ROBOT }, call);
    if (hits.length === 0) throw new Error('no car is near');
    const from = hits.flatMap(({ position }) => (position ? [position] : []));
    await eta.manyToOne({ city, from, to: at }, call);
  }

  return {
    sideBySide: async (wish, call) => {
      const city = await cityAt(wish, call);
      await parallel(
        { priced: (own) => price(city, wish, own), nearby: (own) => cars(city, wish, own) },
        { call },
      );
    },
    oneAfterTheOther: async (wish, call) => {
      const city = await cityAt(wish, call);
      await price(city, wish, call);
      await cars(city, wish, call);
    },
  };
}
