import { type EventEnvelope, type EventSink } from '@hansom/platform-schedule';

/** Whom a message reaches: one member of a group, or every subscriber. */
export type Audience = { readonly group: string } | 'broadcast';

/**
 * Takes a message. Resolves when there is room for the next one; must not reject. `left`: who got it is closing and has not begun with it, so it
 * is for another member of the group.
 */
export type Deliver = (envelope: EventEnvelope) => Promise<void | 'left'>;

/** One subscriber's place at the bus. */
export interface BusSubscription {
  /** Messages that wait to be delivered, of a group by the bus: as far as it is known. */
  readonly depth: number;
  /** Messages that were handed out and are not answered yet, of a group by all its members: as far as it is known. */
  readonly pending: number;
  /** Messages that found no room, or were of no use, so far. */
  readonly dropped: number;
  /** Delivers nothing more, from the call on; resolves when what is with `deliver` is answered. Idempotent. */
  close(): Promise<void>;
}

/**
 * Carries events from their owners to those who listen, fast. It may lose, double and reorder them: what must not be missed is found by
 * walking the owner's outbox.
 */
export interface Bus extends EventSink {
  /** From now on, as this bus's own publishing sees it. A topic is the service that owns the aggregates. */
  subscribe(topic: string, audience: Audience, deliver: Deliver): BusSubscription;
  /**
   * Calls `action` when messages may have been lost: a subscriber has only now got its place, or got it anew because the bus was away or
   * forgot; and every few seconds while it is away. The returned function takes it back.
   */
  onReset(action: () => void): () => void;
  /** Idempotent. */
  close(): Promise<void>;
}
