import { callHandlerAs } from '@hansom/platform-identity/testing';
import { PaymentKind } from '@hansom/proto-booking';
import { Payment } from '@hansom/proto-payment';
import { SimulatedStore } from '@hansom/platform-store';
import { type Process, type Scenario, type Simulation } from '@hansom/testing-simulation';

import {
  accept,
  BOOKING,
  calmly,
  cancel,
  driverUser,
  giveBack,
  hear,
  match,
  type Member,
  member,
  NETWORK,
  offersOf,
  pay,
  RIDER,
  type Spoil,
  sweep,
} from './member.ts';
import { type DriverNumber } from './neighbours.ts';
import { quietEngine } from './quiet-engine.ts';
import { whatIsWrong } from './what-is-wrong.ts';

const DRIVERS: readonly DriverNumber[] = [1, 2];
/** An offer's time, the grace of its claim, and some rounds of settling, are over after so many rounds of so long. */
const LAST_ROUNDS = 6;
const ROUND_MS = 10_000;

/** What somebody does, in a process of his own. */
export type Part =
  | 'one accepts'
  | 'two accepts'
  | 'one accepts again'
  | 'two gives back'
  | 'cancel'
  | 'match'
  | 'hear'
  | 'sweep';

export interface Setting {
  /** Processes: each does its parts in turn. */
  actors: Readonly<Record<string, readonly Part[]>>;
  /** Nobody has an offer yet. */
  unmatched?: boolean;
  spoil?: Spoil;
}

export interface OfferWorld {
  shiftIds: string[];
  /** A process of this name. */
  process(name: string): Process;
}

/** One job that searches, two drivers on shift, and what the processes do about them. In the end one more does all that is left. */
export function offerStory({
  actors,
  unmatched = false,
  spoil,
}: Setting): Omit<Scenario<OfferWorld>, 'budget'> {
  return {
    inOrder: true,
    pauses: [ROUND_MS, 2 * ROUND_MS],
    fates: ({ service }) => (service === NETWORK ? ['lost_after'] : []),
    setup: async (simulation) => {
      const process = processesOf(simulation);
      const shiftIds = await begin(await member(process('first')), unmatched);
      for (const [name, parts] of Object.entries(actors)) {
        const one = await member(process(name), spoil); // in turn: a run is the same each time
        await act(simulation, one, parts);
      }
      return { shiftIds, process };
    },
    check: async ({ shiftIds, process }, simulation) => {
      const last = await member(process('last'), spoil);
      for (let round = 0; round < LAST_ROUNDS; round++) {
        await hear(last); // a round of everything, and a while
        await sweep(last);
        await simulation.pass(ROUND_MS);
      }
      await hear(last);
      return whatIsWrong(last, shiftIds);
    },
  };
}

async function begin(first: Member, unmatched: boolean): Promise<string[]> {
  const { effects } = first.process;
  const shiftIds: string[] = [];
  for (const driver of DRIVERS) {
    const request = { commandKey: 'start', serviceTypes: [] };
    const started = await callHandlerAs(driverUser(driver), first.shift.handlers.start, { request, effects }); // in turn
    shiftIds.push(started.shift?.shiftId ?? '');
  }
  const request = {
    ...{ commandKey: 'create', bookingId: BOOKING, quoteToken: 'fresh', note: '' },
    ...{ paymentKind: PaymentKind.CASH, paymentMethodId: '' },
  };
  await callHandlerAs(RIDER, first.booking.handlers.create, { request, effects });
  await pay(first, Payment.fromPartial({ bookingId: BOOKING }));
  if (!unmatched) await match(first);
  return shiftIds;
}

/** Processes over the simulated store; what nobody contends for is never waited for. */
function processesOf(simulation: Simulation): (name: string) => Process {
  const quiet = new SimulatedStore({ clock: simulation.time.clock });
  return (name) => {
    const process = simulation.process(name);
    const engine: Process['engine'] = (service) =>
      service === NETWORK
        ? process.engine(service)
        : quietEngine(process.engine(service), quiet.openAs(name, service));
    return { ...process, engine };
  };
}

async function act(simulation: Simulation, one: Member, parts: readonly Part[]): Promise<void> {
  const { offers } = await offersOf(one);
  const shown = new Map(offers.map(({ driverId, offerId }) => [driverId, offerId]));
  simulation.spawn(one.process, async () => {
    for (const part of parts) await PARTS[part](one, (driver) => offerOf(one, shown, driver)); // in turn
  });
}

type Shown = (driver: DriverNumber) => Promise<string | undefined>;

const PARTS: Record<Part, (one: Member, shown: Shown) => Promise<void>> = {
  'one accepts': (one, shown) => accepts(one, 1, shown),
  'one accepts again': (one, shown) => accepts(one, 1, shown),
  'two accepts': (one, shown) => accepts(one, 2, shown),
  'two gives back': async (one, shown) => {
    const offerId = await shown(2);
    if (offerId !== undefined) await giveBack(one, 2, offerId);
  },
  cancel: (one) => cancel(one),
  match: (one) => calmly(() => match(one)),
  hear: (one) => calmly(() => hear(one)),
  sweep: (one) => sweep(one),
};

async function accepts(one: Member, driver: DriverNumber, shown: Shown): Promise<void> {
  const offerId = await shown(driver);
  if (offerId !== undefined) await accept(one, driver, offerId);
}

/** The offer on a driver's screen. */
async function offerOf(
  one: Member,
  shown: ReadonlyMap<string, string>,
  driver: DriverNumber,
): Promise<string | undefined> {
  const { id } = driverUser(driver);
  const known = shown.get(id);
  if (known !== undefined) return known;
  const { offers } = await offersOf(one);
  return offers.find(({ driverId }) => driverId === id)?.offerId;
}
