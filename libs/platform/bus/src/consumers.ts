import { type Engine } from '@hansom/platform-store';
import { type Served } from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { Broadcast } from './broadcast.ts';
import { BroadcastWalk } from './broadcast-walk.ts';
import { type Bus, type BusSubscription, type Deliver } from './bus.ts';
import { type EventCatalogue } from './catalogue.ts';
import { Group } from './group/group.ts';
import { WalkLoop } from './group/walk-loop.ts';
import { handleEvent, type Handling } from './handle-event.ts';
import { type EventOwner } from './owner/event-owner.ts';
import { type Subscription, type SubscriptionKind } from './subscriptions.ts';
import { subscriptionsService } from './subscriptions-service.ts';
import { UnknownTypes } from './unknown-types.ts';

export interface ConsumersOptions extends Handling {
  readonly bus: Bus;
  readonly subscriptions: readonly Subscription[];
  /** The store in which groups keep how far they are. Asked for only where there are some. */
  readonly engine: () => Promise<Engine>;
  /** Where the events of a catalogue live. */
  readonly ownerOf: (events: EventCatalogue) => EventOwner;
}

/** What a subscription has done so far, for metrics and checks. What a broadcast has not is 0. */
export interface ConsumerFigures {
  readonly group: string;
  readonly kind: SubscriptionKind;
  readonly handled: number;
  readonly failures: number;
  readonly repeats: number;
  readonly fetched: number;
  readonly expired: number;
  readonly strays: number;
  readonly unknown: number;
  readonly dropped: number;
  readonly depth: number;
  readonly waiting: number;
  readonly pending: number;
  readonly parked: number;
  readonly lagMs: number;
  readonly behindMs: number;
}

/** What a service listens to. */
export interface Consumers {
  /** For operators: what is parked. Empty where nothing can be. */
  readonly served: readonly Served[];
  figures(): ConsumerFigures[];
  /** Begins to listen, and to walk. */
  start(): void;
  /** Takes nothing more; what is being handled is finished. Idempotent. */
  close(): Promise<void>;
}

/** One subscription at work. */
interface Listening {
  readonly deliver: Deliver;
  readonly figures: () => Omit<
    ConsumerFigures,
    'group' | 'kind' | 'dropped' | 'depth' | 'waiting' | 'pending'
  > &
    Partial<Pick<ConsumerFigures, 'dropped' | 'depth'>>;
  readonly group?: Group;
  /** Of a broadcast that walks. */
  readonly walk?: BroadcastWalk;
}

/** Puts together what a service listens to. Throws a TypeError when it listens to the same in two ways. */
export async function createConsumers(options: ConsumersOptions): Promise<Consumers> {
  refuseDoubles(options.subscriptions);
  const engine = options.subscriptions.some(({ kind }) => kind !== 'broadcast') && (await options.engine());
  const all = options.subscriptions.map((subscription) => ({
    subscription,
    ...(subscription.kind === 'broadcast' || !engine
      ? broadcasting(options, subscription)
      : grouped(options, subscription, { engine, kind: subscription.kind })),
  }));
  const groups = all.flatMap(({ group }) => group ?? []);
  const walks = all.flatMap(({ walk }) => walk ?? []);
  const seats: BusSubscription[] = [];
  const loops: WalkLoop[] = [];
  let awake: (() => void) | undefined;
  return {
    served: groups.length === 0 ? [] : [subscriptionsService({ service: options.service, groups })],
    figures: () =>
      all.map(({ subscription, figures }, index) => {
        const { dropped = 0, depth = 0, ...rest } = figures();
        const seat = seats[index] ?? { dropped: 0, depth: 0, pending: 0 };
        const { kind } = subscription;
        return {
          ...{ group: groupOf(subscription), kind, ...rest },
          ...{ dropped: dropped + seat.dropped, depth, waiting: seat.depth, pending: seat.pending },
        };
      }),
    start: () => {
      for (const { subscription, deliver } of all) seats.push(seatAt(options, subscription, deliver));
      for (const one of [...groups, ...walks]) loops.push(new WalkLoop(one, options.effects));
      awake = options.bus.onReset(() => {
        walks.forEach((walk) => walk.doubt());
        loops.forEach((loop) => loop.wake());
      });
    },
    close: async () => {
      awake?.();
      const closing = seats.map((seat) => seat.close()); // first: what comes while others finish is another instance's
      for (const one of [...loops, ...groups]) closing.push(one.close());
      await Promise.all(closing);
    },
  };
}

function refuseDoubles(subscriptions: readonly Subscription[]): void {
  const names = subscriptions.map(groupOf);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined)
    throw new TypeError(`${double} is listened to twice: one subscription takes all its types`);
}

function groupOf({ events: { topic, aggregate } }: Subscription): string {
  return `${topic}/${aggregate}`;
}

function seatAt({ bus, service }: ConsumersOptions, { kind, events }: Subscription, deliver: Deliver) {
  const audience = kind === 'broadcast' ? kind : { group: `${service}/${events.aggregate}` };
  return bus.subscribe(events.topic, audience, deliver);
}

/** Has a subscription's events handled, and counts those of types that this version does not know. */
function handling(options: ConsumersOptions, subscription: Subscription) {
  const unknown = new UnknownTypes(subscription.events, options.effects.log);
  const handle = (envelope: EventEnvelope): Promise<void> => {
    unknown.note(envelope);
    return handleEvent(options, subscription, envelope);
  };
  return { unknown, handle };
}

function broadcasting(options: ConsumersOptions, subscription: Subscription): Listening {
  const { effects, ownerOf } = options;
  const { events } = subscription;
  const { unknown, handle } = handling(options, subscription);
  const broadcast = new Broadcast({ effects, aggregate: events.aggregate, handle });
  const none = { fetched: 0, expired: 0, strays: 0, parked: 0, behindMs: 0 };
  const walk = subscription.walks
    ? new BroadcastWalk({ name: groupOf(subscription), effects, owner: ownerOf(events), broadcast })
    : undefined;
  return {
    walk,
    deliver: (envelope) => broadcast.deliver(envelope),
    figures: () => ({ ...none, ...broadcast.figures, ...walk?.figures, unknown: unknown.count }),
  };
}

function grouped(
  options: ConsumersOptions,
  subscription: Subscription,
  { engine, kind }: { engine: Engine; kind: 'ordered' | 'idempotent' },
): Listening {
  const { service, effects, ownerOf } = options;
  const { events } = subscription;
  const { unknown, handle } = handling(options, subscription);
  const group = new Group({ service, kind, of: events, effects, engine, owner: ownerOf(events), handle });
  return {
    group,
    deliver: (envelope) => group.deliver(envelope),
    figures: () => ({ ...group.figures, unknown: unknown.count }),
  };
}
