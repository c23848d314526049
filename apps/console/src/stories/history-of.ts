import { type Call } from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/proto-common';

import { type Events } from './stories-context.ts';

/** Which events of an aggregate: those up to the version at which it was read. */
export interface Wanted {
  /** As in `booking`. */
  kind: string;
  aggregate: string;
  version: number;
}

/** More than a person reads: of an aggregate with more events the last are told. */
const MOST = 500;

/** The events of an aggregate by version. Those that have expired are left out. */
export async function historyOf(
  events: Events,
  { kind, aggregate, version: toVersion }: Wanted,
  call: Call,
): Promise<EventEnvelope[]> {
  const found: EventEnvelope[] = [];
  for (let fromVersion = Math.max(1, toVersion - MOST + 1); fromVersion <= toVersion; ) {
    const answer = await events.read({ kind, aggregate, fromVersion, toVersion }, call); // each answer says where the next begins
    const last = answer.events.at(-1);
    if (!last) break;
    found.push(...answer.events);
    fromVersion = last.version + 1;
  }
  return found;
}
