import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type ContractDefinition, type HandlersOf } from '@hansom/platform-rpc';
import { defineService, type Host, type ServiceDefinition } from '@hansom/platform-runtime';
import { type Aggregates, type EventContent } from '@hansom/platform-schedule';
import { aggregate } from '@hansom/platform-store';
import { BookingAssigned, BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { Tenancy } from '@hansom/proto-common';
import { CustomerServiceDefinition } from '@hansom/proto-customer';
import { DriverServiceDefinition } from '@hansom/proto-driver';
import { PaymentCaptured, PaymentServiceDefinition } from '@hansom/proto-payment';

import { aBooking, aCard, aCity, aDriver, aPayment, BOOKING, PHONE, RIDER } from './builders.ts';

type Played = Aggregates<Record<never, never>, 'MADE'>;

/** No app imports another: the neighbours are played by services with the same contracts, whose aggregates can be told to make events. */
export class Neighbours {
  private bookings: Played | undefined;
  private payments: Played | undefined;

  readonly services: readonly ServiceDefinition[] = [
    played('city', CityServiceDefinition, async () => ({
      getCity: () => ({ city: aCity(), revision: 'r1' }),
    })),
    played('customer', CustomerServiceDefinition, async () => ({
      getProfile: () => ({
        profile: {
          riderId: RIDER,
          phone: PHONE,
          name: '',
          language: 'en',
          version: 1,
          tenancy: Tenancy.ROBOT,
        },
      }),
    })),
    played('driver', DriverServiceDefinition, async () => ({ getDriver: () => ({ driver: aDriver() }) })),
    played('booking', BookingServiceDefinition, async (host) => {
      this.bookings = await aggregatesOf(host, 'booking');
      return { get: () => ({ booking: aBooking() }) };
    }),
    played('payment', PaymentServiceDefinition, async (host) => {
      this.payments = await aggregatesOf(host, 'payment');
      return { getOfBooking: () => ({ payment: aPayment(), method: aCard() }) };
    }),
  ];

  /** The booking gets its driver. */
  async assign(): Promise<void> {
    const payload = BookingAssigned.encode({ booking: aBooking() }).finish();
    await make(this.bookings, BOOKING, { type: 'booking.assigned', payload });
  }

  /** The ride is paid. */
  async capture(): Promise<void> {
    const payload = PaymentCaptured.encode({ payment: aPayment() }).finish();
    await make(this.payments, aPayment().paymentId, { type: 'payment.captured', payload });
  }
}

async function make(aggregates: Played | undefined, id: string, event: EventContent): Promise<void> {
  await aggregates?.create(id, { to: 'MADE', set: {}, event });
}

function aggregatesOf(host: Host, name: string): Promise<Played> {
  return host.aggregates({ aggregate: made(name) });
}

function made(name: string) {
  return aggregate({ name, fields: {}, states: { MADE: {} } });
}

/** A service of that name which answers what `handlers` says, and refuses the rest. */
function played<D extends ContractDefinition>(
  name: string,
  contract: D,
  handlers: (host: Host) => Promise<Partial<HandlersOf<D>>>,
): ServiceDefinition {
  return defineService({
    name,
    description: `Plays ${name}.`,
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract,
    settings: z.object({}),
    config: z.object({}),
    keeps: { aggregates: [made(name)], migrations: [] },
    compose: async (host) => {
      const refusals = Object.keys(contract.methods).map((method) => [method, unasked] as const);
      const answers = { ...Object.fromEntries(refusals), ...(await handlers(host)) };
      return { handlers: answers as HandlersOf<D> }; // one for each method
    },
  });
}

function unasked(): never {
  throw new HansomError('unimplemented', 'spec.unasked', { description: 'nobody asks that here' });
}
