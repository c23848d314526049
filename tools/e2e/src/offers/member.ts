import { booking } from '@hansom/booking/service';
import { type Subscription } from '@hansom/platform-bus';
import { consume } from '@hansom/platform-bus/testing';
import { dispatch } from '@hansom/dispatch/service';
import { HansomError } from '@hansom/platform-errors';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { type Call, type ClientOf, type ContractDefinition, type Handler } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { bigint, table, text } from '@hansom/platform-store';
import { type BookingServiceDefinition } from '@hansom/proto-booking';
import { type DispatchServiceDefinition } from '@hansom/proto-dispatch';
import { type ShiftServiceDefinition } from '@hansom/proto-shift';
import { shift } from '@hansom/shift/service';
import { type Process } from '@hansom/testing-simulation';

import { type DriverNumber, hits, idOf, neighboursOf } from './neighbours.ts';
import { type ClientFor, type Composed, composeIn } from './simulated-host.ts';

/** Services as one of them calls them. */
export interface Callees {
  booking: ClientOf<BookingServiceDefinition>;
  shift: ClientOf<ShiftServiceDefinition>;
}

/** As a mistake of dispatch: how it calls, and what it puts off until its own row says what it was about. */
export type Spoil = (callees: Callees, later: (work: () => Promise<void>) => void) => Partial<Callees>;

/** The three services of the protocol in one simulated process: it dies as a whole, and others carry on over the same store. */
export interface Member {
  process: Process;
  booking: Composed<BookingServiceDefinition>;
  shift: Composed<ShiftServiceDefinition>;
  dispatch: Composed<DispatchServiceDefinition>;
  /** Does what was put off: nothing, unless it is spoilt. */
  catchUp(): Promise<void>;
}

export const BOOKING = idOf('booking', 1);
export const RIDER = aUser({ id: 'rider_anna', roles: ['RIDER'] });

export function driverUser(n: DriverNumber) {
  return aUser({ id: idOf('driver', n), roles: ['DRIVER'], city: 'got' });
}

/** Answers on their way: an operation of a store, so that an exploration may lose them. */
const answers = table({
  name: 'answers',
  partition: { rpc: text() },
  columns: { count: bigint() },
});

/** The service under whose name answers travel. */
export const NETWORK = 'network';

/** RPCs whose answers may be lost. */
const PRECIOUS = ['decideOffer', 'claim'];

export async function member(process: Process, spoil: Spoil = () => ({})): Promise<Member> {
  const served = new Map(Object.entries(neighboursOf(process)));
  const network = process.engine(NETWORK);
  const client = clientOver(served, process, (rpc) => network.put(answers, { rpc, count: 1n }));
  const theShift = await composeIn(process, shift, client);
  const theBooking = await composeIn(process, booking, client);
  served.set(shift.contract.fullName, theShift.handlers);
  served.set(booking.contract.fullName, theBooking.handlers);
  served.set('hansom.geosearch.v1.GeosearchService', {
    findNearest: async () =>
      hits((await callHandler(theShift.handlers.listLive, { city: 'got', page: '' })).shifts),
  });
  const putOff: (() => Promise<void>)[] = [];
  const callees = { booking: client(booking.contract), shift: client(shift.contract) };
  const spoilt = spoil(callees, (work) => void putOff.push(work));
  const ofDispatch = new Map<string, object | undefined>([
    [booking.contract.fullName, spoilt.booking],
    [shift.contract.fullName, spoilt.shift],
  ]);
  const theDispatch = await composeIn(process, dispatch, (contract) => {
    return (
      (ofDispatch.get(contract.fullName) as ReturnType<typeof client<typeof contract>>) ?? client(contract)
    );
  });
  const catchUp = async (): Promise<void> => {
    for (const work of putOff.splice(0)) await work();
  };
  return { process, booking: theBooking, shift: theShift, dispatch: theDispatch, catchUp };
}

/** Calls reach the handlers of the same process; an answer may be lost where the exploration says so. */
function clientOver(
  served: ReadonlyMap<string, object>,
  { effects }: Process,
  answered: (rpc: string) => Promise<void>,
): ClientFor {
  return <D extends ContractDefinition>({ fullName, methods }: D) => {
    const rpcs = Object.keys(methods).map((rpc) => [rpc, (request: unknown) => ask(rpc, request)]);
    return Object.fromEntries(rpcs) as ClientOf<D>; // every method of the contract, each with its handler's types

    async function ask(rpc: string, request: unknown): Promise<unknown> {
      const handlers: object = served.get(fullName) ?? {};
      const handler = Reflect.get(handlers, rpc) as Handler<unknown, unknown> | undefined;
      if (!handler) throw new TypeError(`nobody serves ${rpc} of ${fullName}`);
      const answer = await callHandler(handler, request, { effects });
      if (PRECIOUS.includes(rpc)) await answered(rpc);
      return answer;
    }
  };
}

/** As somebody's app would: what is refused, or not answered, is nothing that breaks a process. */
export async function calmly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof HansomError)) throw error;
  }
}

/** One round of all sweepers: what is due happens. */
export async function sweep(one: Member): Promise<void> {
  for (const { kept } of [one.booking, one.shift, one.dispatch]) await calmly(() => kept.sweep()); // each as its loop would
  await one.catchUp();
}

/** One batch of the matching. */
export async function match({ dispatch: { loops } }: Member): Promise<void> {
  await loops.get('matching')?.(new AbortController().signal);
}

export function offersOf({ dispatch: { handlers }, process: { effects } }: Member) {
  return callHandler(handlers.listOfBooking, { bookingId: BOOKING }, { effects });
}

/** A driver accepts the offer he has been shown, if any. */
export async function accept(one: Member, driver: DriverNumber, offerId: string): Promise<void> {
  const request = { commandKey: `accept-${driver}`, offerId };
  const { effects } = one.process;
  await calmly(() => callHandlerAs(driverUser(driver), one.dispatch.handlers.accept, { request, effects }));
  await one.catchUp();
}

/** The rider changes her mind. */
export function cancel({ booking: { handlers }, process: { effects } }: Member): Promise<void> {
  const request = { commandKey: 'cancel', bookingId: BOOKING, reason: '' };
  return calmly(() => callHandlerAs(RIDER, handlers.cancel, { request, effects }));
}

/** A driver gives the job back. */
export function giveBack(one: Member, driver: DriverNumber, offerId: string): Promise<void> {
  const request = { commandKey: `back-${driver}`, bookingId: BOOKING, offerId, reason: '' };
  const { handlers } = one.booking;
  const { effects } = one.process;
  return calmly(() => callHandlerAs(driverUser(driver), handlers.cancelByDriver, { request, effects }));
}

/** All events of an aggregate so far. */
export function eventsOf(
  { kept }: Pick<Composed<ContractDefinition>, 'kept'>,
  id: string,
): Promise<EventEnvelope[]> {
  return kept.readEvents(id, { from: 1, to: 100 });
}

/** Everybody hears all that has happened, each aggregate's events in order: again, for whom it is not the first time. */
export async function hear(one: Member): Promise<void> {
  const ofBooking = await eventsOf(one.booking, BOOKING);
  for (const event of ofBooking) {
    await deliver(one, one.shift.consumers, event); // one after the other, as a group does
    await deliver(one, one.dispatch.consumers, event);
  }
  const { offers } = await offersOf(one);
  for (const { offerId } of offers) {
    for (const event of await eventsOf(one.dispatch, offerId))
      await deliver(one, one.dispatch.consumers, event);
  }
}

async function deliver(one: Member, consumers: readonly Subscription[], event: EventEnvelope): Promise<void> {
  const subscription = consumers.find(({ events }) => events.aggregate === event.aggregate);
  const payload = subscription?.events.types[event.type]?.decode(event.payload);
  const handler = subscription?.handlerOf(event.type);
  if (!handler) return;
  const { id, key, version, type } = event;
  const { effects } = one.process;
  await consume(handler, { id, key, version, type, payload }, { effects });
}

/** Makes the payment of the job sure, as payment's event does. */
export async function pay(
  { booking: { consumers }, process: { effects } }: Member,
  payment: object,
): Promise<void> {
  const handler = consumers.map((one) => one.handlerOf('payment.cash_agreed')).find(Boolean);
  await consume(handler ?? missing, { id: 'payment/1/2', payload: { payment } }, { effects });
}

function missing(_event: unknown, _call: Call): never {
  throw new TypeError('booking does not listen to payment');
}
