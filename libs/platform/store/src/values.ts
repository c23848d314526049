import { type ColumnKind, type Value } from './columns.ts';

const BIGINT_MAX = 2n ** 63n - 1n;
const LONE_SURROGATE = /\p{Surrogate}/u;

const isWellFormed = (value: unknown): value is string =>
  typeof value === 'string' && !LONE_SURROGATE.test(value);

const TESTS: Record<ColumnKind, (value: unknown) => boolean> = {
  text: isWellFormed,
  int: (value) => typeof value === 'number' && value >> 0 === value,
  bigint: (value) => typeof value === 'bigint' && value <= BIGINT_MAX && value >= -BIGINT_MAX - 1n,
  double: (value) => typeof value === 'number' && !Number.isNaN(value),
  boolean: (value) => typeof value === 'boolean',
  blob: (value) => value instanceof Uint8Array,
  timestamp: (value) => Number.isSafeInteger(value),
  text_list: (value) => Array.isArray(value) && value.every(isWellFormed),
};

/** Whether a column of this kind can hold the value: text is well-formed Unicode, a double is not NaN. */
export function isOfKind(kind: ColumnKind, value: unknown): value is Value {
  return TESTS[kind](value);
}

/**
 * The value as an engine stores it: a copy that its giver cannot change any more. An empty list is null, as in Cassandra;
 * an empty text and an empty blob are values.
 */
export function storedForm(kind: ColumnKind, value: Value): Value | undefined {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.length === 0 ? undefined : Object.freeze([...value]);
  // Without this, -0 and 0 would be two values of one whole number.
  return kind === 'int' || kind === 'timestamp' ? Number(value) + 0 : value;
}

/** Equality as a condition of a write sees it; undefined is null and equals only itself. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Uint8Array || b instanceof Uint8Array) return sameBytes(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => item === b[index]);
  }
  return Object.is(a, b);
}

function sameBytes(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
}

/** One text for equal values, whatever the order of an object's members: for traces, hashes and messages. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = value as Readonly<Record<string, unknown>>; // any object can be asked so
  const names = Object.keys(members).filter((name) => members[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${name}:${canonical(members[name])}`)
    .join(',')}}`;
}
