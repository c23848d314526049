import { Buffer } from 'node:buffer';

import { instant } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { type EventEnvelope as WireEnvelope, Tenancy as WireTenancy } from '@hansom/proto-common';

/** Whose event it is: what the wire leaves out. */
export interface EventKind {
  readonly topic: string;
  readonly aggregate: string;
}

/** An event as it travels between processes. Its topic and its kind are known from where it is asked for. */
export function toWire(envelope: EventEnvelope): WireEnvelope {
  const { id, type, key, version, occurredAt, payload } = envelope;
  const { city = '', region = '', traceparent = '', onBehalfOf = '' } = envelope;
  return {
    ...{ id, type, aggregate: key, version, occurredAt: new Date(occurredAt), city, region, traceparent },
    ...{ tenancy: toWireTenancy(envelope.tenancy), onBehalfOf, payload: bufferOf(payload) },
  };
}

export function fromWire({ topic, aggregate }: EventKind, wire: WireEnvelope): EventEnvelope {
  const { id, type, aggregate: key, version, occurredAt, payload } = wire;
  return {
    ...{ id, topic, aggregate, type, key, version, payload, occurredAt: instant(occurredAt?.getTime() ?? 0) },
    city: wire.city || undefined,
    region: wire.region || undefined,
    tenancy: fromWireTenancy(wire.tenancy),
    traceparent: wire.traceparent || undefined,
    onBehalfOf: wire.onBehalfOf || undefined,
  };
}

/** The same bytes. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function toWireTenancy(tenancy: string | undefined): WireTenancy {
  if (tenancy === 'live') return WireTenancy.LIVE;
  return tenancy === 'robot' ? WireTenancy.ROBOT : WireTenancy.UNSPECIFIED;
}

function fromWireTenancy(tenancy: WireTenancy): string | undefined {
  if (tenancy === WireTenancy.LIVE) return 'live';
  return tenancy === WireTenancy.ROBOT ? 'robot' : undefined;
}
