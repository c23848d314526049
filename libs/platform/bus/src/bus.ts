import { type EventEnvelope, type EventSink } from '@hansom/platform-schedule';

/** Whom a message reaches: one member of a group, or every subscriber. */
export type Audience = { readonly group: string } | 'broadcast';

/** Takes a message. Resolves when there is room for the next one; must not reject. */
export type Deliver = (envelope: EventEnvelope) => Promise<void>;

/** One subscriber's place at the bus. */
export interface BusSubscription {
  /** Messages that wait to be delivered. */
  readonly depth: number;
  /** Messages that found no room, so far. */
  readonly dropped: number;
  /** Delivers nothing more; resolves when what is with `deliver` is answered. Idempotent. */
  close(): Promise<void>;
}

/**
 * Carries events from their owners to those who listen, fast. It may lose, double and reorder them: what must not be missed is found by
 * walking the owner's outbox.
 */
export interface Bus extends EventSink {
  /** From now on. A topic is the service that owns the aggregates. */
  subscribe(topic: string, audience: Audience, deliver: Deliver): BusSubscription;
  /** Calls `action` when messages may have been lost: it was away, or has forgotten. The returned function takes it back. */
  onReset(action: () => void): () => void;
  /** Idempotent. */
  close(): Promise<void>;
}
