import { broadcast, createConsumers, every } from '@hansom/platform-bus';
import { idsFrom, type Instant, silentLogger } from '@hansom/platform-context';
import { type CallScope, type ClientOf, type ContractDefinition } from '@hansom/platform-rpc';
import { type Installation } from '@hansom/platform-runtime';
import { type Booking, bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { paymentEvents } from '@hansom/proto-payment';
import { type Shift, shiftEvents, ShiftServiceDefinition } from '@hansom/proto-shift';
import { type TimeZone, timeZone } from '@hansom/shared-time';

import { again } from '../again.ts';
import { type InstallationOptions, openOperator } from '../operator.ts';
import { CityFigures } from './city-figures.ts';

/** What the figures of a city are made of. */
export const WATCHED: readonly string[] = ['booking', 'city', 'payment', 'shift'];

/** A city that is watched from within the process in which its services run. */
export interface CityWatch {
  readonly name: string;
  readonly zone: TimeZone;
  readonly figures: CityFigures;
  /** City time. */
  now(): Instant;
  close(): Promise<void>;
}

export interface CityWatchOptions {
  installation: Installation;
  where: InstallationOptions;
  /** Where a service is called. It may have no lease yet: a process that starts has little time. */
  addressOf(service: string): string;
  /** Three letters, as in city.json. */
  city: string;
  /** Called after each event. */
  changed(): void;
}

/** Listens to what happens, then lists what was live before. Rejects with what the services answer: `city.not_found`. */
export async function watchCity(options: CityWatchOptions): Promise<CityWatch> {
  const { installation, city } = options;
  const figures = new CityFigures({ city, since: installation.clock.now() });
  const listening = await listen(options, figures);
  const { where, addressOf } = options;
  const operator = await openOperator(where);
  const clientOf: ClientsOf = (contract, service) =>
    operator.client(contract, { service, addresses: [addressOf(service)] });
  const asked: Asked = { clientOf, call: () => operator.call() };
  try {
    // All services start in this moment, and go on with what a run before has left: some need a while.
    const [facts, shifts, bookings] = await again(
      installation.timers,
      () => Promise.all([factsOf(asked, city), liveShifts(asked, city), liveBookings(asked, city)]),
      { tries: 20 },
    );
    figures.seed({ shifts, bookings });
    return {
      ...facts,
      figures,
      now: () => installation.clock.now(),
      close: () => listening.close(),
    };
  } catch (error) {
    await listening.close();
    throw error;
  } finally {
    operator.close();
  }
}

async function listen({ installation, changed }: CityWatchOptions, figures: CityFigures) {
  const { clock, monotonic, timers, random } = installation;
  const { bus } = await installation.volatile();
  const heard =
    <E>(apply: (event: E) => void) =>
    (event: E): void => {
      apply(event);
      changed();
    };
  const listening = await createConsumers({
    service: 'hansom',
    effects: { clock, monotonic, timers, random, ids: idsFrom(clock, random), log: silentLogger },
    telemetry: { within: (_call, _work, run) => run() },
    bus,
    subscriptions: [
      broadcast(shiftEvents, every(heard((event) => figures.shiftChanged(event)))),
      broadcast(bookingEvents, every(heard((event) => figures.bookingChanged(event)))),
      broadcast(paymentEvents, every(heard((event) => figures.paymentChanged(event)))),
    ],
    engine: () => Promise.reject(new Error('a broadcast keeps nothing')),
    ownerOf: ({ topic }) => {
      throw new Error(`a broadcast asks ${topic} nothing`);
    },
  });
  listening.start();
  return listening;
}

type ClientsOf = <D extends ContractDefinition>(contract: D, service: string) => ClientOf<D>;

interface Asked {
  clientOf: ClientsOf;
  call(): CallScope;
}

async function factsOf({ clientOf, call }: Asked, code: string): Promise<Pick<CityWatch, 'name' | 'zone'>> {
  const { city } = await clientOf(CityServiceDefinition, 'city').getCity({ code }, call());
  return { name: city?.name ?? code, zone: timeZone(city?.timeZone ?? 'UTC') };
}

async function liveShifts({ clientOf, call }: Asked, city: string): Promise<Shift[]> {
  const client = clientOf(ShiftServiceDefinition, 'shift');
  return allPages(async (page) => {
    const { shifts, nextPage } = await client.listLive({ city, page }, call());
    return { rows: shifts, nextPage };
  });
}

async function liveBookings({ clientOf, call }: Asked, city: string): Promise<Booking[]> {
  const client = clientOf(BookingServiceDefinition, 'booking');
  return allPages(async (page) => {
    const { bookings, nextPage } = await client.listLive({ city, page }, call());
    return { rows: bookings, nextPage };
  });
}

async function allPages<T>(read: (page: string) => Promise<{ rows: T[]; nextPage: string }>): Promise<T[]> {
  const all: T[] = [];
  // One page after the other: each names the next.
  for (let page = ''; ; ) {
    const { rows, nextPage } = await read(page);
    all.push(...rows);
    page = nextPage;
    if (page === '') return all;
  }
}
