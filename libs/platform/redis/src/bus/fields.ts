import { instant } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';

/** An entry of a stream, as Redis gives it: names and values in turn. */
export interface Entry {
  readonly id: string;
  readonly fields: readonly Buffer[];
}

const TEXTS = ['id', 'aggregate', 'key', 'type'] as const;
const OPTIONAL = ['city', 'region', 'tenancy', 'traceparent', 'onBehalfOf'] as const;

/** Names and values in turn: whatever is text can be read by `redis-cli`, and in any language. The topic is the stream's. */
export function fieldsOf(envelope: EventEnvelope): (string | Buffer)[] {
  const { version, occurredAt, payload } = envelope;
  return [
    ...TEXTS.flatMap((name) => [name, envelope[name]]),
    ...['version', `${version}`, 'occurredAt', `${occurredAt}`],
    ...['payload', Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)],
    ...OPTIONAL.flatMap((name) => (envelope[name] === undefined ? [] : [name, envelope[name]])),
  ];
}

/** What `fieldsOf` wrote; fields that it does not know are passed over. Undefined: something else. */
export function envelopeFrom(topic: string, { fields }: Entry): EventEnvelope | undefined {
  const found = byName(fields);
  const text = (name: string): string => found.get(name)?.toString() ?? '';
  const [id, aggregate, key, type] = TEXTS.map(text);
  const payload = found.get('payload');
  const version = Number(text('version'));
  const occurredAt = Number(text('occurredAt') || NaN);
  if (!id || !aggregate || !key || !type || !payload) return undefined;
  if (!Number.isSafeInteger(version) || version < 1 || !Number.isFinite(occurredAt)) return undefined;
  const context = Object.fromEntries(
    OPTIONAL.filter((name) => found.has(name)).map((name) => [name, text(name)]),
  );
  return { id, topic, aggregate, key, version, type, payload, occurredAt: instant(occurredAt), ...context };
}

function byName(fields: readonly Buffer[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [name, value] = fields.slice(at, at + 2);
    if (name && value) found.set(name.toString(), value);
  }
  return found;
}
