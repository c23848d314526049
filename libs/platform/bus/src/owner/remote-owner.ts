import { type Effects, type Millis } from '@hansom/platform-context';
import { type Call, type ClientOf, during, rootCall } from '@hansom/platform-rpc';
import { type Minute } from '@hansom/platform-schedule';
import { type EventsServiceDefinition } from '@hansom/proto-platform';

import { type EventOwner } from './event-owner.ts';
import { type EventKind, fromWire } from './wire.ts';

export interface RemoteOwnerOptions {
  /** Who asks. */
  readonly service: string;
  readonly effects: Effects;
  readonly client: ClientOf<EventsServiceDefinition>;
  readonly kind: EventKind;
}

const PATIENCE_MS: Millis = 5_000;

/** The owner of events in another service, or in this one. Rejects as its RPCs do. */
export function remoteOwner({ service, effects, client, kind }: RemoteOwnerOptions): EventOwner {
  return {
    read: (key, { from, to }) =>
      within(async (call) => {
        const request = { kind: kind.aggregate, aggregate: key, fromVersion: from, toVersion: to };
        const { events, version, expiredTo } = await client.read(request, call);
        return { events: events.map((event) => fromWire(kind, event)), version, expiredTo };
      }),
    walk: (shard, { minute, page }) =>
      within(async (call) => {
        const request = { kind: kind.aggregate, shard, fromMinute: minute, page };
        const { minutes, passedMinute, toMinute, nextMinute, nextPage, shards } = await client.walk(
          request,
          call,
        );
        return {
          minutes: minutes.map((walked) => ({
            minute: walked.minute as Minute, // minutes on the wire are minutes
            entries: walked.versions.map(({ aggregate: id, version }) => ({ id, version })),
          })),
          passed: passedMinute as Minute,
          to: toMinute as Minute,
          next: nextMinute === 0 ? undefined : { minute: nextMinute as Minute, page: nextPage },
          shards,
        };
      }),
  };

  function within<T>(ask: (call: Call) => Promise<T>): Promise<T> {
    return during(rootCall(effects, { name: service, deadlineMs: PATIENCE_MS }), ask);
  }
}
