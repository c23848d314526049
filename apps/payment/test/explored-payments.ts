import { consume } from '@hansom/platform-bus/testing';
import { staticConfig } from '@hansom/platform-config/testing';
import { HansomError } from '@hansom/platform-errors';
import { type Aggregates, aggregates } from '@hansom/platform-schedule';
import { collectingSink } from '@hansom/platform-schedule/testing';
import { type ContendedTable, openTable } from '@hansom/platform-store';
import { type Booking, PaymentKind } from '@hansom/proto-booking';
import { type Process, type Scenario } from '@hansom/testing-simulation';

import { contextOf } from '../src/compose.ts';
import { config as schema, type PaymentConfig } from '../src/config.ts';
import { bookingCreated } from '../src/consumers/booking-created.ts';
import { bookingCompleted, bookingEnded } from '../src/consumers/booking-ended.ts';
import { type PaymentContext } from '../src/context.ts';
import { balancesOf } from '../src/domain/balances.ts';
import { collect, forgive, payDebt } from '../src/domain/wanting.ts';
import { type PaymentProvider } from '../src/provider/provider.ts';
import { movementsTable } from '../src/provider/simulator/movements-table.ts';
import { cardOf } from '../src/provider/simulator/test-cards.ts';
import { type PaymentFields, type PaymentState } from '../src/store/payment-aggregate.ts';
import { aBooking, aFare, BOOKING, DRIVER, PAYMENT, RIDER } from './a-booking.ts';

const CARD = 'card_01kdvt1m00fqftsxvsrzst6qpa';
const FARE = 15_000;
const COMMISSION = 2_250;
const LAST_SWEEPS = 5;
const A_WHILE = 150_000;

type Movement = NonNullable<Awaited<ReturnType<ContendedTable<typeof movementsTable>['get']>>>;

/** Events of the booking, and what people do: the driver has the cash, the rider who owes it adds a card or is let off. */
const EVENTS = { created: bookingCreated, completed: bookingCompleted, cancelled: bookingEnded };
type Told = keyof typeof EVENTS | 'collected' | 'new_card' | 'forgiven';
export type Story = readonly ['created', ...Told[]];

/** A process of the payment service: what it knows, and one round of its sweeper. */
interface Member {
  process: Process;
  ctx: PaymentContext;
  movements: ContendedTable<typeof movementsTable>;
  sweep(): Promise<void>;
}

export interface PaymentWorld {
  /** Every key that the provider was ever asked under. */
  keys: Set<string>;
}

/** What changes from scenario to scenario. */
export interface Setting {
  story: Story;
  /** Of the card; undefined: in cash. */
  token?: string;
  config?: Partial<PaymentConfig>;
  /** All events are consumed before anything is done about them. */
  hasty?: boolean;
  /** Sweeps of a process of their own, beside the one that consumes. */
  besides?: number;
  /** As a mistake. */
  spoil?: (provider: PaymentProvider) => Partial<PaymentProvider>;
}

/** One process consumes a booking's events and works in between; in the end another one does all that is left. */
export function aStory(setting: Setting): Omit<Scenario<PaymentWorld>, 'budget'> {
  const { token = '', besides = 0 } = setting;
  return {
    inOrder: true,
    pauses: [A_WHILE],
    setup: async (simulation) => {
      const world: PaymentWorld = { keys: new Set() };
      const [first, second] = [
        await member(simulation.process('first'), { setting, world }),
        await member(simulation.process('second'), { setting, world }),
      ];
      const method = { rider_id: RIDER, method_id: CARD, card: cardOf(token), brand: 'visa', last4: '4242' };
      await first.ctx.methods.add({ ...method, expires: '12/29' });
      simulation.spawn(first.process, () => lives(first, setting));
      simulation.spawn(second.process, () => sweeps(second, besides));
      return world;
    },
    check: async (world, simulation) => {
      const last = await member(simulation.process('last'), { setting, world });
      await ends(last, setting, () => simulation.pass(A_WHILE));
      return whatIsWrong(last, { setting, world });
    },
  };
}

async function ends({ ctx, sweep }: Member, setting: Setting, pause: () => Promise<void>): Promise<void> {
  const work = async (): Promise<void> => {
    for (let i = 0; i < LAST_SWEEPS; i++) {
      await sweep(); // one round of the loop, and its pause
      await pause();
    }
  };
  for (const what of setting.story) {
    if (what === 'new_card' || what === 'forgiven') await work(); // only what is owed by then can be paid, or forgiven
    await hear(ctx, what, setting); // events come in order
  }
  await work();
}

async function lives({ ctx, sweep }: Member, setting: Setting): Promise<void> {
  const { story, hasty = false } = setting;
  for (const what of story) {
    await hear(ctx, what, setting); // events come in order
    if (!hasty) await calmly(sweep);
  }
  await calmly(sweep);
  await calmly(sweep);
}

async function sweeps({ sweep }: Member, rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i++) await calmly(sweep); // one round at a time
}

/** A round that the store does not answer is given up, as the loop would until its next. */
async function calmly(sweep: () => Promise<void>): Promise<void> {
  try {
    await sweep();
  } catch (error) {
    if (!(error instanceof HansomError)) throw error;
  }
}

async function member(
  process: Process,
  { setting: { spoil, config }, world }: { setting: Setting; world: PaymentWorld },
): Promise<Member> {
  const { effects } = process;
  const engine = process.engine('payment');
  let payments: Aggregates<PaymentFields, PaymentState> | undefined;
  const ctx = await contextOf({
    ...effects,
    config: staticConfig(schema.parse(config ?? {})),
    table: (definition) => Promise.resolve(openTable(engine, definition)),
    contendedTable: (definition) => Promise.resolve(openTable(engine, definition, effects)),
    aggregates: async (options) => {
      const sink = collectingSink();
      const opened = aggregates(effects, engine, { ...options, shards: 1, service: 'payment', sink });
      payments = opened as unknown as typeof payments; // the one kind of aggregate that there is
      return opened;
    },
  });
  noteKeys(ctx.provider, world);
  Object.assign(ctx.provider, spoil?.({ ...ctx.provider }));
  const movements = openTable(engine, movementsTable, effects);
  return { process, ctx, movements, sweep: async () => payments?.sweep() };
}

function noteKeys(provider: PaymentProvider, { keys }: PaymentWorld): void {
  const { hold, charge } = { ...provider };
  provider.hold = (request) => hold(noted(request));
  provider.charge = (request) => charge(noted(request));

  function noted<R extends { key: string }>(request: R): R {
    keys.add(request.key);
    return request;
  }
}

/** As the bus would: again, until it is done. */
async function hear(ctx: PaymentContext, what: Told, setting: Setting): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await heard(ctx, what, setting);
    } catch (error) {
      if (!(error instanceof HansomError) || tries > 20) throw error;
    }
  }
}

async function heard(ctx: PaymentContext, what: Told, setting: Setting): Promise<void> {
  const now = ctx.clock.now();
  const another = { methodId: CARD, card: cardOf('tok_visa') };
  if (what === 'collected')
    await ctx.payments.transition(PAYMENT, { command: what, decide: (payment) => collect(payment, now) });
  else if (what === 'new_card')
    await ctx.payments.transition(PAYMENT, { decide: (payment) => payDebt(payment, another, now) });
  else if (what === 'forgiven')
    await ctx.payments.transition(PAYMENT, {
      command: what,
      decide: (payment) => forgive(payment, 'why', now),
    });
  else {
    const version = Object.keys(EVENTS).indexOf(what) + 1;
    const event = { id: `booking/${BOOKING}/${version}`, key: BOOKING, version };
    await consume(EVENTS[what](ctx), { ...event, payload: { booking: bookingAfter(what, setting) } });
  }
}

function bookingAfter(what: Told, { token }: Setting): Booking {
  const paid = token === undefined ? {} : { paymentKind: PaymentKind.CARD, paymentMethodId: CARD };
  return aBooking(what === 'completed' ? { ...paid, driverId: DRIVER, fare: aFare(FARE) } : paid);
}

/** Where it ends, what was taken of the card, and what the driver owes. */
interface End {
  state: PaymentState;
  taken: number;
  ofDriver: number;
}

function endOf({ story, token }: Setting): End {
  if (token === undefined) return { state: 'CASH_COLLECTED', taken: 0, ofDriver: COMMISSION };
  if (story.includes('forgiven')) return { state: 'FORGIVEN', taken: 0, ofDriver: COMMISSION - FARE };
  return story[1] === 'completed'
    ? { state: 'CAPTURED', taken: FARE, ofDriver: COMMISSION - FARE }
    : { state: 'VOIDED', taken: 0, ofDriver: 0 };
}

/** In the end: all of the fare once, or nothing; nothing held; and a ledger that says so. */
async function whatIsWrong(
  { ctx, movements }: Member,
  { setting, world }: { setting: Setting; world: PaymentWorld },
): Promise<string | undefined> {
  const end = endOf(setting);
  const { state, taken: wanted } = end;
  const payment = await ctx.payments.get(PAYMENT);
  if (payment?.state !== state) return `is ${payment?.state}, not ${state}`;
  const moved = await Promise.all(Array.from(world.keys, (key) => movements.get({ key })));
  if (moved.some((movement) => movement?.status === 'HELD')) return 'something is still held';
  const taken = moved.reduce((sum, movement) => sum + takenBy(movement), 0);
  if (taken !== wanted) return `${taken} was taken, not ${wanted}`;
  return ledgerProblem(ctx, end);
}

function takenBy(movement: Movement | undefined): number {
  if (movement?.status === 'CHARGED') return Number(movement.amount_minor);
  return Number(movement?.captured_minor ?? 0n);
}

async function ledgerProblem(
  { ledger }: PaymentContext,
  { taken, ofDriver }: End,
): Promise<string | undefined> {
  const { journals } = await ledger.page('got', '');
  const balances = balancesOf(journals);
  const booked = ['psp SEK', `drivers:${DRIVER} SEK`].map((name) => Number(balances.get(name) ?? 0n));
  const names = journals.map(({ kind, number }) => `${kind} ${number}`);
  const wanted = [taken, ofDriver];
  if (booked.join() !== wanted.join())
    return `${booked.join()} is booked, not ${wanted.join()}: ${names.join()}`;
  return new Set(names).size === names.length ? undefined : `something is listed twice: ${names.join()}`;
}
