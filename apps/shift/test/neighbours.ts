import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type ContractDefinition, type HandlersOf } from '@hansom/platform-rpc';
import { defineService, type Host, type ServiceDefinition } from '@hansom/platform-runtime';
import { type Aggregates, type EventContent } from '@hansom/platform-schedule';
import { aggregate, int } from '@hansom/platform-store';
import { Booking, bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { City, CityServiceDefinition } from '@hansom/proto-city';
import { type Driver, driverEvents, DriverServiceDefinition } from '@hansom/proto-driver';
import { Payment, paymentEvents, PaymentServiceDefinition } from '@hansom/proto-payment';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

type Told = Aggregates<ReturnType<typeof told>['fields'], 'TOLD'>;

/** No app imports another: the neighbours are played by services with the same contracts, which say what a spec has them say. */
export class Neighbours {
  private bookings: Told | undefined;
  private payments: Told | undefined;
  private drivers: Told | undefined;

  constructor(private readonly account: Driver) {}

  readonly services: readonly ServiceDefinition[] = [
    played('city', CityServiceDefinition, async () => ({
      findCity: () => {
        const found = { city: City.fromPartial({ code: 'got' }), zones: [] };
        return { revision: '1', outcome: { $case: 'found', value: found } };
      },
    })),
    played('position-tracker', PositionTrackerServiceDefinition, async ({ clock }) => ({
      getLast: () => {
        const at = new Date(clock.now());
        const measured = { accuracyMetres: 5, speedMetresPerSecond: -1, bearingDegrees: -1 };
        return { last: { seq: 1n, at, position: { lat: 57.7, lng: 11.97 }, ...measured }, recent: [] };
      },
    })),
    played('driver', DriverServiceDefinition, async (host) => {
      this.drivers = await toldBy(host, 'driver');
      return { getDriver: () => ({ driver: this.account }) };
    }),
    played('booking', BookingServiceDefinition, async (host) => {
      this.bookings = await toldBy(host, 'booking');
      return {};
    }),
    played('payment', PaymentServiceDefinition, async (host) => {
      this.payments = await toldBy(host, 'payment');
      return {};
    }),
  ];

  async bookingSays(
    what: 'assigned' | 'arrived' | 'started' | 'completed',
    job: { bookingId: string; offerId: string; shiftId: string },
  ): Promise<void> {
    const type = `booking.${what}` as const;
    const payload = bookingEvents.types[type].encode({ booking: Booking.fromPartial(job) }).finish();
    await tell(this.bookings, job.bookingId, { type, payload });
  }

  async captured(paymentId: string, bookingId: string): Promise<void> {
    const payment = Payment.fromPartial({ paymentId, bookingId, driverId: this.account.driverId });
    const payload = paymentEvents.types['payment.captured'].encode({ payment }).finish();
    await tell(this.payments, paymentId, { type: 'payment.captured', payload });
  }

  async suspended(): Promise<void> {
    const payload = driverEvents.types['driver.suspended'].encode({ city: 'got', reason: '' }).finish();
    await tell(this.drivers, this.account.driverId, { type: 'driver.suspended', payload });
  }
}

function told(name: string) {
  return aggregate({ name, fields: { told: int() }, states: { TOLD: {} } });
}

function toldBy(host: Host, name: string): Promise<Told> {
  return host.aggregates({ aggregate: told(name) });
}

/** The next event of an aggregate, or its first. */
async function tell(aggregates: Told | undefined, id: string, event: EventContent): Promise<void> {
  const decide = ({ fields }: { fields: { told: number } }) => ({ set: { told: fields.told + 1 }, event });
  const result = await aggregates?.transition(id, { decide });
  if (result?.outcome === 'missing') await aggregates?.create(id, { to: 'TOLD', set: { told: 1 }, event });
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
    owner: { team: 'Spec', contact: 'spec@hansom.example' },
    contract,
    settings: z.object({}),
    config: z.object({}),
    keeps: { aggregates: [told(name.replaceAll('-', '_'))], migrations: [] },
    compose: async (host) => {
      const refuse = () => {
        throw new HansomError('unimplemented', `${name}.of_a_spec`, { description: 'nobody calls this' });
      };
      const rest = Object.fromEntries(Object.keys(contract.methods).map((method) => [method, refuse]));
      return { handlers: { ...rest, ...(await handlers(host)) } as HandlersOf<D> }; // one for each method
    },
  });
}
