import { broadcast, createConsumers, every } from '@hansom/platform-bus';
import { idsFrom, type Instant, type Millis, silentLogger } from '@hansom/platform-context';
import { type ErrorKind, HansomError } from '@hansom/platform-errors';
import { type Installation } from '@hansom/platform-runtime';
import { type Booking, bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { paymentEvents } from '@hansom/proto-payment';
import { type Shift, shiftEvents, ShiftServiceDefinition } from '@hansom/proto-shift';
import { type TimeZone, timeZone } from '@hansom/shared-time';

import { type InstallationOptions, openOperator, type Operator } from '../operator.ts';
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
  const operator = await openOperator(options.where);
  try {
    const [facts, shifts, bookings] = await patiently(installation, () =>
      Promise.all([factsOf(operator, city), liveShifts(operator, city), liveBookings(operator, city)]),
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

const ATTEMPTS = 20;
const BETWEEN_MS: Millis = 500;
const PASSING: readonly ErrorKind[] = ['unavailable', 'deadline_exceeded', 'resource_exhausted'];

/** All services start in this moment, and go on with what a run before has left: some need a while. */
async function patiently<T>({ timers }: Pick<Installation, 'timers'>, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HansomError && PASSING.includes(error.kind)) || attempt === ATTEMPTS)
        throw error;
      await timers.sleep(BETWEEN_MS);
    }
  }
}

async function factsOf(operator: Operator, code: string): Promise<Pick<CityWatch, 'name' | 'zone'>> {
  const client = operator.client(CityServiceDefinition, await callee(operator, 'city'));
  const { city } = await client.getCity({ code }, operator.call());
  return { name: city?.name ?? code, zone: timeZone(city?.timeZone ?? 'UTC') };
}

async function liveShifts(operator: Operator, city: string): Promise<Shift[]> {
  const client = operator.client(ShiftServiceDefinition, await callee(operator, 'shift'));
  return allPages(async (page) => {
    const { shifts, nextPage } = await client.listLive({ city, page }, operator.call());
    return { rows: shifts, nextPage };
  });
}

async function liveBookings(operator: Operator, city: string): Promise<Booking[]> {
  const client = operator.client(BookingServiceDefinition, await callee(operator, 'booking'));
  return allPages(async (page) => {
    const { bookings, nextPage } = await client.listLive({ city, page }, operator.call());
    return { rows: bookings, nextPage };
  });
}

async function callee(operator: Operator, service: string) {
  const instances = await operator.instances(service);
  return { service, addresses: instances.map(({ address }) => address) };
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
