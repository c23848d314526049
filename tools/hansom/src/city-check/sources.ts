import { realMonotonic, realTimers } from '@hansom/platform-context';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { PaymentServiceDefinition } from '@hansom/proto-payment';
import { EventsServiceDefinition } from '@hansom/proto-platform';

import { listParked } from '../commands/bus.ts';
import { type Operator } from '../operator.ts';
import { type CitySources } from './read-city.ts';

/** A running installation; city time goes on from when it was told. */
export async function citySources(
  operator: Operator,
  told: { now: string; speed: number },
): Promise<CitySources> {
  const monotonic = realMonotonic();
  const since = monotonic.now();
  const [booking, payment] = await Promise.all(
    ['booking', 'payment'].map(async (service) => {
      return { service, addresses: (await operator.instances(service)).map(({ address }) => address) };
    }),
  );
  if (!booking || !payment) throw new TypeError('asked for two');
  return {
    booking: operator.client(BookingServiceDefinition, booking),
    events: operator.client(EventsServiceDefinition, booking),
    payment: operator.client(PaymentServiceDefinition, payment),
    parked: () => listParked(operator),
    timers: realTimers(),
    now: () => Date.parse(told.now) + told.speed * (monotonic.now() - since),
  };
}
