import { type EventCatalogue, type EventTypes, type PayloadOf } from './catalogue.ts';
import { type EventHandler } from './received-event.ts';

/** Handlers by type. A type without one is passed over. */
export type HandlersFor<T extends EventTypes> = {
  readonly [K in keyof T]?: EventHandler<PayloadOf<T[K]>>;
};

/** One handler for all types. */
export interface Every<P> {
  readonly every: EventHandler<P>;
}

type Handlers<T extends EventTypes> = HandlersFor<T> | Every<PayloadOf<T[keyof T]>>;

/**
 * How events reach a service. `ordered`: an aggregate's one after the other, without a gap. `idempotent`: each at least once, in any order.
 * `broadcast`: every instance, from now on; some may be missed, none comes after a later one of its aggregate.
 */
export type SubscriptionKind = 'ordered' | 'idempotent' | 'broadcast';

/** What a service listens to, and what it does about it. */
export interface Subscription {
  readonly kind: SubscriptionKind;
  readonly events: EventCatalogue;
  /** Of a broadcast: whether it walks while no bus can be trusted. */
  readonly walks: boolean;
  handlerOf(type: string): EventHandler<unknown> | undefined;
}

/**
 * Every event of an aggregate, in order, without a gap. Repeats are dropped; the effect comes first, then it is remembered: a handler may be
 * called again for what it has done.
 */
export function ordered<T extends EventTypes>(
  events: EventCatalogue<T>,
  handlers: Handlers<T>,
): Subscription {
  return subscription('ordered', events, handlers);
}

/** Every event at least once, in any order. */
export function idempotent<T extends EventTypes>(
  events: EventCatalogue<T>,
  handlers: Handlers<T>,
): Subscription {
  return subscription('idempotent', events, handlers);
}

/**
 * What happens from now on, on every instance. What is missed while the bus is away, or since it forgot, is healed by listing again: the
 * service's own business. One that cannot list has it found by walking: `walks`.
 */
export function broadcast<T extends EventTypes>(
  events: EventCatalogue<T>,
  handlers: Handlers<T>,
  { walks = false }: { walks?: boolean } = {},
): Subscription {
  return { ...subscription('broadcast', events, handlers), walks };
}

/** One handler for all types of a catalogue, in place of a table of them. */
export function every<P>(handler: EventHandler<P>): Every<P> {
  return { every: handler };
}

function subscription<T extends EventTypes>(
  kind: SubscriptionKind,
  events: EventCatalogue<T>,
  handlers: Handlers<T>,
): Subscription {
  // A handler is only called with what the codec of its own type has read.
  const known = handlers as Readonly<Record<string, EventHandler<unknown> | undefined>>;
  const all = isEvery(handlers) ? (handlers.every as EventHandler<unknown>) : undefined;
  return {
    kind,
    events,
    walks: false,
    handlerOf: (type) => {
      if (!Object.hasOwn(events.types, type)) return undefined;
      return all ?? (Object.hasOwn(known, type) ? known[type] : undefined);
    },
  };
}

/** Types have a dot in their names. */
function isEvery<P>(handlers: object): handlers is Every<P> {
  return 'every' in handlers;
}
