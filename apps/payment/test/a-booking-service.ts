import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type HandlersOf } from '@hansom/platform-rpc';
import { defineService } from '@hansom/platform-runtime';
import { type Aggregates } from '@hansom/platform-schedule';
import { aggregate, int } from '@hansom/platform-store';
import { type Booking, bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';

import { aBooking } from './a-booking.ts';

const job = aggregate({ name: 'booking', fields: { steps: int() }, states: { OPEN: {} } });
const nothing = z.object({});

/** A booking service that knows nothing but what a spec says has happened. */
export function aBookingService() {
  let jobs: Aggregates<typeof job.fields, 'OPEN'>;
  const service = defineService({
    name: 'booking',
    description: 'Says what a spec has it say.',
    owner: { team: 'Spec', contact: 'spec@hansom.example' },
    contract: BookingServiceDefinition,
    settings: nothing,
    config: nothing,
    keeps: { aggregates: [job], migrations: [] },
    compose: async (host) => {
      jobs = await host.aggregates({ aggregate: job });
      return { handlers: refusals() };
    },
  });
  /** Publishes `booking.<what>` with the booking as it is then. */
  async function tell(
    what: 'created' | 'started' | 'completed' | 'cancelled',
    over: Partial<Booking>,
  ): Promise<void> {
    const booking = aBooking(over);
    const type = `booking.${what}` as const;
    const payload = bookingEvents.types[type].encode({ booking }).finish();
    const event = { type, payload };
    if (what === 'created') await jobs.create(booking.bookingId, { to: 'OPEN', set: { steps: 0 }, event });
    else
      await jobs.transition(booking.bookingId, {
        decide: ({ fields }) => ({ set: { steps: fields.steps + 1 }, event }),
      });
  }
  return { service, tell };
}

/** Payment calls none of them. */
function refusals(): HandlersOf<typeof BookingServiceDefinition> {
  const refuse = () => {
    throw new HansomError('unimplemented', 'booking.of_a_spec', { description: 'nobody calls this' });
  };
  const entries = Object.keys(BookingServiceDefinition.methods).map((name) => [name, refuse]);
  return Object.fromEntries(entries) as HandlersOf<typeof BookingServiceDefinition>; // one for each method
}
