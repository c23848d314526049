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
  const found = new Map<string, Buffer>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [name, value] = fields.slice(at, at + 2);
    if (name && value) found.set(name.toString(), value);
  }
  const text = (name: string): string | undefined => found.get(name)?.toString();
  const [id, aggregate, key, type] = TEXTS.map(text);
  const [version, occurredAt] = ['version', 'occurredAt'].map((name) => Number(text(name) ?? NaN));
  const payload = found.get('payload');
  if (!id || !aggregate || !key || !type || !payload) return undefined;
  if (!isVersion(version) || !isTime(occurredAt)) return undefined;
  const context = Object.fromEntries(OPTIONAL.flatMap((name) => (found.has(name) ? [[name, text(name)]] : [])));
  return { id, topic, aggregate, key, version, type, payload, occurredAt: instant(occurredAt), ...context };
}

function isVersion(number: number | undefined): number is number {
  return Number.isSafeInteger(number) && Number(number) > 0;
}

function isTime(number: number | undefined): number is number {
  return Number.isFinite(number);
}
