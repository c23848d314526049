import { checkCity, readCity } from '@hansom/cli/city-check';
import { HansomError } from '@hansom/platform-errors';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { PaymentServiceDefinition } from '@hansom/proto-payment';
import { EventsServiceDefinition, SubscriptionsServiceDefinition } from '@hansom/proto-platform';

import { CITY_SERVICES } from './city-services.ts';
import { type CityStack } from './city-stack.ts';

/** What `hansom city check` finds, a line each; at once, so that money need not have followed rides that ended just now. */
export async function whatIsBroken(city: CityStack): Promise<string[]> {
  const sources = {
    booking: city.client(BookingServiceDefinition),
    events: city.client(EventsServiceDefinition, 'booking'),
    payment: city.client(PaymentServiceDefinition),
    parked: () => parkedIn(city),
    now: () => city.effects.clock.now(),
    timers: city.effects.timers,
  };
  const findings = checkCity(await readCity(sources, 'got', city.call(60_000)));
  return findings.flatMap(({ rule, broken }) => broken.map((one) => `${rule}: ${one}`));
}

async function parkedIn(city: CityStack): Promise<string[]> {
  const parked = CITY_SERVICES.map(async ({ name }) => {
    try {
      const answer = await city.client(SubscriptionsServiceDefinition, name).listParked({}, city.call());
      return answer.parked.map(({ group, aggregate, version }) => `${name} ${group}/${aggregate}/${version}`);
    } catch (error) {
      if (error instanceof HansomError && error.kind === 'unimplemented') return []; // it listens to nothing
      throw error;
    }
  });
  return (await Promise.all(parked)).flat();
}
