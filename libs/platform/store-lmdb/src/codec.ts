import { type StoredRecord, type Value } from '@hansom/platform-store';

type Json = string | number | boolean | string[] | { n: string } | { b: string } | { d: string };

/**
 * A record as JSON: `[columns]` or `[columns, expiry]`. A value says its own kind, so that columns which no definition knows are
 * kept: `{n}` a bigint, `{b}` bytes in base64, `{d}` a double that JSON cannot hold.
 */
export function encodeRecord({ columns, expiry }: StoredRecord): string {
  const entries = Object.entries(columns).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, toJson(value)]],
  );
  return JSON.stringify([Object.fromEntries(entries), expiry]);
}

export function decodeRecord(text: string): StoredRecord {
  const [columns, expiry] = JSON.parse(text) as [Record<string, Json>, number | null | undefined]; // written above
  const row: Record<string, Value> = {};
  for (const name of Object.keys(columns)) row[name] = fromJson(columns[name] as Json); // one of its own keys
  return typeof expiry === 'number' ? { columns: row, expiry } : { columns: row };
}

function toJson(value: Value): Json {
  if (typeof value === 'bigint') return { n: value.toString() };
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64') };
  if (typeof value === 'number')
    return isPlain(value) ? value : { d: Object.is(value, -0) ? '-0' : `${value}` };
  if (typeof value === 'object') return [...value];
  return value;
}

function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function fromJson(value: Json): Value {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return Object.freeze(value);
  if ('n' in value) return BigInt(value.n);
  return 'b' in value ? Uint8Array.from(Buffer.from(value.b, 'base64')) : Number(value.d);
}
