import { HansomError } from '@hansom/platform-errors';
import { serve, type Served } from '@hansom/platform-rpc';
import { type Aggregates, type EventEnvelope, type Minute } from '@hansom/platform-schedule';
import { EventsServiceDefinition, type WalkRequest, type WalkResponse } from '@hansom/proto-platform';

import { toWire } from './wire.ts';

/** What others may read of aggregates. */
export type EventSource = Pick<Aggregates<never, never>, 'history' | 'walk' | 'shards'>;

export interface EventsServiceOptions {
  /** The service that owns the aggregates. */
  readonly service: string;
  /** Aggregates by kind. Asked at each call: a service may open them late. */
  readonly sources: ReadonlyMap<string, EventSource>;
}

/** An answer has room for so much; the first event always goes. */
const MOST_BYTES = 128 * 1024;

/** Serves `hansom.platform.v1.EventsService` over the aggregates of a service. */
export function eventsService({ service, sources }: EventsServiceOptions): Served {
  return serve(EventsServiceDefinition, {
    read: async ({ kind, aggregate, fromVersion, toVersion }) => {
      const range = { from: Math.max(1, fromVersion), to: toVersion };
      const { events, version, expiredTo } = await sourceOf(kind).history(aggregate, range);
      return { events: fitting(events).map(toWire), version, expiredTo };
    },
    walk: async (request) => walked(sourceOf(request.kind), request),
  });

  function sourceOf(kind: string): EventSource {
    const source = sources.get(kind);
    if (source) return source;
    const description = 'there are no such aggregates here';
    throw new HansomError('not_found', `${service}.unknown_aggregate`, { description, context: { kind } });
  }
}

async function walked(source: EventSource, { shard, fromMinute, page }: WalkRequest): Promise<WalkResponse> {
  const from = { shard, minute: fromMinute as Minute, ...(page !== '' && { page }) }; // a minute on the wire is one
  const { minutes, passed, to, next } = await source.walk(from);
  return {
    minutes: minutes.map(({ minute, entries }) => ({
      minute,
      versions: entries.map(({ id, version }) => ({ aggregate: id, version })),
    })),
    passedMinute: passed,
    toMinute: to,
    nextMinute: next?.minute ?? 0,
    nextPage: next?.page ?? '',
    shards: source.shards,
  };
}

function fitting(events: readonly EventEnvelope[]): readonly EventEnvelope[] {
  let bytes = 0;
  const tooFar = events.findIndex(({ payload }) => (bytes += payload.length) > MOST_BYTES);
  return tooFar < 0 ? events : events.slice(0, Math.max(1, tooFar));
}
