import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type ContractDefinition, type HandlersOf } from '@hansom/platform-rpc';
import { defineService, type Host } from '@hansom/platform-runtime';
import { type Booking, bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { GeosearchServiceDefinition, type IngestRequest } from '@hansom/proto-geosearch';

const OWNER = { team: 'Specs', contact: 'specs@hansom.example' };

/** A service in booking's place, which tells what a spec says. */
export function aBookingService() {
  let host: Host | undefined;
  return {
    definition: defineService({
      name: 'booking',
      description: 'Stands in for booking.',
      owner: OWNER,
      contract: BookingServiceDefinition,
      settings: z.object({}),
      config: z.object({}),
      compose(own) {
        host = own;
        return { handlers: refusing(BookingServiceDefinition) };
      },
    }),
    /** Tells of the booking as it stands after this. Versions begin at 1 and have no gaps. */
    async tell(
      type: 'booking.assigned' | 'booking.started' | 'booking.completed',
      booking: Booking,
    ): Promise<void> {
      const { bookingId: key, version } = booking;
      await host?.announce(bookingEvents, { type, key, version, payload: { booking } });
    },
  };
}

/** A service in geosearch's place, which keeps what it gets. */
export function aGeosearchService() {
  const got: IngestRequest[] = [];
  const ingest = (request: IngestRequest) => ({ takenCount: got.push(request) });
  return {
    got,
    definition: defineService({
      name: 'geosearch',
      description: 'Stands in for geosearch.',
      owner: OWNER,
      contract: GeosearchServiceDefinition,
      settings: z.object({}),
      config: z.object({}),
      compose: () => ({ handlers: { ...refusing(GeosearchServiceDefinition), ingest } }),
    }),
  };
}

function refusing<D extends ContractDefinition>(contract: D): HandlersOf<D> {
  const handlers = Object.keys(contract.methods).map((method) => [method, refuse]);
  return Object.fromEntries(handlers) as HandlersOf<D>; // whatever they take, it is refused
}

function refuse(): never {
  throw new HansomError('unimplemented', 'spec.not_in_this_spec', { description: 'specs do not ask this' });
}
