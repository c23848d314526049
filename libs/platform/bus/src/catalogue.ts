import { type MessageType } from '@hansom/platform-rpc';

/** The codec of each type's payload. */
export type EventTypes = Readonly<Record<string, MessageType<unknown>>>;

/** The events of one kind of aggregate, as `npm run proto` makes it of an `events.proto`: `bookingEvents` of `@hansom/proto-booking`. */
export interface EventCatalogue<T extends EventTypes = EventTypes> {
  /** The service that owns the aggregates. */
  readonly topic: string;
  /** The kind: `booking`. */
  readonly aggregate: string;
  readonly types: T;
}

/** What a codec reads. */
export type PayloadOf<M> = M extends MessageType<infer P> ? P : never;
