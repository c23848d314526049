import { type EventEnvelope } from '@hansom/platform-schedule';

import { type Audience, type Bus, type BusSubscription } from './bus.ts';
import { handleEvent, type Handling } from './handle-event.ts';
import { type Subscription } from './subscriptions.ts';

export interface ConsumersOptions extends Handling {
  readonly bus: Bus;
  readonly subscriptions: readonly Subscription[];
}

/** What a service listens to, at work. */
export interface Consumers {
  /** Takes nothing more; what is being handled is finished. Idempotent. */
  close(): Promise<void>;
}

/** Begins to listen. */
export async function startConsumers(options: ConsumersOptions): Promise<Consumers> {
  const at = options.subscriptions.map((subscription) => listen(options, subscription));
  return {
    close: async () => {
      await Promise.all(at.map((subscription) => subscription.close()));
    },
  };
}

function listen(options: ConsumersOptions, subscription: Subscription): BusSubscription {
  const { topic, aggregate } = subscription.events;
  const audience: Audience =
    subscription.kind === 'broadcast' ? 'broadcast' : { group: `${options.service}/${aggregate}` };
  const chains = new Map<string, Promise<void>>();
  const deliver = async (envelope: EventEnvelope): Promise<void> => {
    if (envelope.aggregate !== aggregate) return;
    const before = chains.get(envelope.key) ?? Promise.resolve();
    const own = before.then(() => calmly(options, subscription, envelope));
    chains.set(envelope.key, own);
    await own;
    if (chains.get(envelope.key) === own) chains.delete(envelope.key);
  };
  return options.bus.subscribe(topic, audience, deliver);
}

async function calmly(
  options: ConsumersOptions,
  subscription: Subscription,
  envelope: EventEnvelope,
): Promise<void> {
  try {
    await handleEvent(options, subscription, envelope);
  } catch (error) {
    options.effects.log.error('event could not be handled', { event: envelope.id, error });
  }
}
