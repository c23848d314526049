import { type Instant } from '@hansom/platform-context';
import { EVENT_COLUMNS, parsedRow, type StoredRow } from '@hansom/platform-store';

/** Where an event belongs, and on whose behalf it was made. */
export interface EventContext {
  city?: string;
  region?: string;
  tenancy?: string;
  traceparent?: string;
  onBehalfOf?: string;
}

/** Where the events of an aggregate belong that has the columns `city` and `tenancy`: its `contextOf`. */
export function whereItBelongs(
  _id: string,
  { city, tenancy }: { readonly city?: string | undefined; readonly tenancy?: string | undefined },
): Pick<EventContext, 'city' | 'tenancy'> {
  return { ...(city !== undefined && { city }), ...(tenancy !== undefined && { tenancy }) };
}

/** An event as it travels: one transition of one aggregate. */
export interface EventEnvelope extends EventContext {
  /** The same for every copy: made of aggregate, key and version. */
  id: string;
  /** The service that owns the aggregate. */
  topic: string;
  /** Name of the aggregate's kind. */
  aggregate: string;
  /** Id of the aggregate. */
  key: string;
  /** Dense from 1 for each key. */
  version: number;
  /** `<aggregate>.<what>`. */
  type: string;
  payload: Uint8Array;
  occurredAt: Instant;
}

/** Takes events. At least once, an aggregate's in version order from one relay. */
export interface EventSink {
  /** Resolves when the event is safe; rejects to get it again. */
  publish(envelope: EventEnvelope): Promise<void>;
}

export interface EventSource {
  service: string;
  aggregate: string;
}

/** The envelope of a stored event row. */
export function envelopeOf(source: EventSource, key: string, stored: StoredRow): EventEnvelope {
  const row = parsedRow(`${source.aggregate} event`, EVENT_COLUMNS, stored);
  return {
    id: `${source.aggregate}/${key}/${row.version}`,
    topic: source.service,
    aggregate: source.aggregate,
    key,
    version: row.version,
    type: row.type,
    payload: row.payload,
    occurredAt: row.occurred_at,
    city: row.city,
    region: row.region,
    tenancy: row.tenancy,
    traceparent: row.traceparent,
    onBehalfOf: row.on_behalf_of,
  };
}

/** The columns of a context in an event row. */
export function contextColumns(context: EventContext): StoredRow {
  const { city, region, tenancy, traceparent, onBehalfOf } = context;
  return { city, region, tenancy, traceparent, on_behalf_of: onBehalfOf };
}
