import { fakeEffects } from '@hansom/platform-context/testing';
import { type ACallOptions, aCall } from '@hansom/platform-rpc/testing';

import { baggageFrom } from '../handle-event.ts';
import { type EventHandler, type ReceivedEvent } from '../received-event.ts';

/** An event, or what of it matters to a spec; the rest is made up. */
export type EventLike<P> = Partial<ReceivedEvent<P>> & Pick<ReceivedEvent<P>, 'payload'>;

/** The event that `like` describes: version 1 of an aggregate `key_1` unless it says otherwise. */
export function anEvent<P>(
  like: EventLike<P>,
  { effects = fakeEffects() }: ACallOptions = {},
): ReceivedEvent<P> {
  const { key = 'key_1', version = 1, aggregate = 'spec' } = like;
  const id = `${aggregate}/${key}/${version}`;
  const base = { id, type: `${aggregate}.changed`, topic: aggregate, aggregate, key, version };
  return { ...base, occurredAt: effects.clock.now(), ...like };
}

/** Calls a handler of events as the platform would: what it throws rejects, and its call ends with it. */
export async function consume<P>(
  handler: EventHandler<P>,
  like: EventLike<P>,
  options: ACallOptions = {},
): Promise<void> {
  const event = anEvent(like, options);
  const call = aCall({ baggage: baggageFrom(event), ...options });
  try {
    await handler(event, call);
  } finally {
    call.end();
  }
}
