import { type Instant } from '@hansom/platform-context';
import { type Tenancy } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type EventCatalogue } from './catalogue.ts';

/** An event as a handler gets it. */
export interface ReceivedEvent<P> {
  /** The same for every copy: a good key for what the handler does. */
  readonly id: string;
  /** `booking.assigned` */
  readonly type: string;
  /** The service that owns the aggregate. */
  readonly topic: string;
  /** The kind of aggregate. */
  readonly aggregate: string;
  /** Id of the aggregate. */
  readonly key: string;
  /** The version of the aggregate that this event made. */
  readonly version: number;
  /** Domain time. */
  readonly occurredAt: Instant;
  readonly city?: string;
  readonly region?: string;
  readonly tenancy?: Tenancy;
  readonly onBehalfOf?: string;
  readonly payload: P;
}

/**
 * Does what an event means for its service. It may come again, also after later ones: what it does is idempotent by (aggregate, version),
 * as a transition under `command: event.id` is. What it throws has it called again.
 */
export type EventHandler<P> = (event: ReceivedEvent<P>, call: Call) => Promise<void> | void;

/** Reads the payload by its type. Undefined: the catalogue does not know the type. Throws what the codec does. */
export function receivedFrom(
  { types }: EventCatalogue,
  envelope: EventEnvelope,
): ReceivedEvent<unknown> | undefined {
  const codec = Object.hasOwn(types, envelope.type) ? types[envelope.type] : undefined;
  if (!codec) return undefined;
  const { id, type, topic, aggregate, key, version, occurredAt, city, region, onBehalfOf } = envelope;
  const payload = codec.decode(envelope.payload);
  const tenancy = tenancyOf(envelope.tenancy);
  return { id, type, topic, aggregate, key, version, occurredAt, city, region, tenancy, onBehalfOf, payload };
}

function tenancyOf(text: string | undefined): Tenancy | undefined {
  return text === 'live' || text === 'robot' ? text : undefined;
}
