import { type Instant } from '@hansom/platform-context';
import { type EventContext, type EventEnvelope } from '@hansom/platform-schedule';

import { type EventCatalogue, type EventTypes, type PayloadOf } from './catalogue.ts';

/** Something that happened and is stored nowhere: whoever listens now hears of it, or does not. */
export interface Announcement<T extends EventTypes, K extends keyof T & string> extends EventContext {
  readonly type: K;
  /** What it happened to. */
  readonly key: string;
  /** Rises for each key: what comes after a higher one is dropped. */
  readonly version: number;
  readonly payload: PayloadOf<T[K]>;
}

/** The envelope of an announcement. Throws a TypeError for a type that the catalogue does not have. */
export function announcement<T extends EventTypes, K extends keyof T & string>(
  { topic, aggregate, types }: EventCatalogue<T>,
  { payload, ...told }: Announcement<T, K>,
  occurredAt: Instant,
): EventEnvelope {
  const codec = types[told.type];
  if (!codec) throw new TypeError(`${told.type} is no event of ${topic}`);
  const id = `${aggregate}/${told.key}/${told.version}`;
  return { ...told, id, topic, aggregate, occurredAt, payload: codec.encode(payload).finish() };
}
