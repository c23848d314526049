import { type Effects, type Millis } from '@hansom/platform-context';
import { onBehalfOf } from '@hansom/platform-identity';
import { type Baggage, type Call, type CallScope, during, rootCall } from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { type Telemetry } from '@hansom/platform-telemetry';

import { type EventHandler, receivedFrom, type ReceivedEvent } from './received-event.ts';
import { type Subscription } from './subscriptions.ts';

/** What is around every handler of a service. */
export interface Handling {
  /** The service that listens. */
  readonly service: string;
  readonly effects: Effects;
  readonly telemetry: Pick<Telemetry, 'within'>;
}

/** How long a handler may take (real time). */
export const HANDLER_MS: Millis = 5_000;

/**
 * Has an event handled: as the service, with the event's tenancy, city and `on_behalf_of` as baggage, in the trace that caused it, for at
 * most 5 s. A type without a handler is passed over. Rejects as the handler does, or when it takes too long.
 */
export async function handleEvent(
  handling: Handling,
  subscription: Subscription,
  envelope: EventEnvelope,
): Promise<void> {
  const handler = subscription.handlerOf(envelope.type);
  const event = handler && receivedFrom(subscription.events, envelope);
  if (!handler || !event) return;
  const { service, effects, telemetry } = handling;
  const call = rootCall(effects, { name: service, deadlineMs: HANDLER_MS, baggage: baggageFrom(event) });
  const { traceparent } = envelope;
  const work = { name: envelope.type, kind: 'consumer', traceparent } as const;
  await during(call, () => telemetry.within(call, work, () => inTime(handler, event, call)));
}

/** The facts of an event that go along with whatever is done about it. */
export function baggageFrom({ tenancy, city, onBehalfOf: user }: ReceivedEvent<unknown>): Baggage {
  const facts = { ...(tenancy !== undefined && { tenancy }), ...(city !== undefined && { city }) };
  return user === undefined ? facts : onBehalfOf(user, facts);
}

/** A handler that forgets its deadline does not hold up what comes after it. */
async function inTime(
  handler: EventHandler<unknown>,
  event: ReceivedEvent<unknown>,
  call: CallScope,
): Promise<void> {
  const tooLate = new Promise<never>((_, reject) => {
    call.onCancel(() => reject(cancellationOf(call)));
  });
  await Promise.race([handler(event, call), tooLate]);
}

function cancellationOf(call: Call): Error {
  return call.cancellation() ?? new Error('the call was given up');
}
