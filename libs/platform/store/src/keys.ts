import { type ColumnKind, type Columns, type Value } from './columns.ts';
import { type StoredRow } from './engine.ts';

/** Every engine can hold such a key. */
const MAX_KEY_BYTES = 1024;
const SIGN_64 = 1n << 63n;
const MASK_64 = (1n << 64n) - 1n;

/** Of values that were checked against the kind of their column. */
const ENCODERS: Partial<Record<ColumnKind, (value: unknown) => Buffer>> = {
  text: (value) => terminated(Buffer.from(String(value), 'utf8')),
  blob: (value) => terminated(Buffer.from(value as Uint8Array)),
  int: (value) => signed32(Number(value)),
  bigint: (value) => signed64(value as bigint),
  timestamp: (value) => signed64(BigInt(Number(value))),
  double: (value) => ordered64(Number(value)),
  boolean: (value) => Buffer.from([value === true ? 1 : 0]),
};

/**
 * Key columns as bytes whose order is the order of the keys, column by column: whole numbers by value, doubles by IEEE
 * 754 total order, text and blobs by (UTF-8) bytes. No key is a prefix of another with as many columns. The escape of
 * zero bytes follows FoundationDB's tuple layer. Refuses keys of over 1,024 bytes.
 */
export function encodeKey(columns: Columns, values: StoredRow): Uint8Array {
  const parts = Object.keys(columns).map((name) => encodePart(columns, name, values[name]));
  const key = Buffer.concat(parts);
  if (key.length > MAX_KEY_BYTES)
    throw new TypeError(`a key of ${key.length} bytes is above ${MAX_KEY_BYTES}`);
  return key;
}

function encodePart(columns: Columns, name: string, value: Value | undefined): Buffer {
  const encode = ENCODERS[columns[name]?.kind ?? 'text_list'];
  if (!encode) throw new TypeError(`column ${name} cannot be part of a key`);
  return encode(value);
}

/** Of what the encoders wrote: the value, and where the next one begins. */
type Decoder = (key: Buffer, at: number) => readonly [value: Value, next: number];

const DECODERS: Partial<Record<ColumnKind, Decoder>> = {
  text: (key, at) => unterminated(key, at, (bytes) => bytes.toString('utf8')),
  blob: (key, at) => unterminated(key, at, (bytes) => Uint8Array.from(bytes)),
  int: (key, at) => [key.readUInt32BE(at) ^ 0x80000000, at + 4],
  bigint: (key, at) => [key.readBigUInt64BE(at) - SIGN_64, at + 8],
  timestamp: (key, at) => [Number(key.readBigUInt64BE(at) - SIGN_64), at + 8],
  double: (key, at) => [disordered64(key.readBigUInt64BE(at)), at + 8],
  boolean: (key, at) => [key[at] === 1, at + 1],
};

/** The values of a key that `encodeKey` wrote for the same columns. */
export function decodeKey(columns: Columns, key: Uint8Array): StoredRow {
  const bytes = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  const values: Record<string, Value> = {};
  let at = 0;
  for (const [name, { kind }] of Object.entries(columns)) {
    const decode = DECODERS[kind];
    if (!decode) throw new TypeError(`column ${name} cannot be part of a key`);
    [values[name], at] = decode(bytes, at);
  }
  return values;
}

function terminated(bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return Buffer.concat([bytes, Buffer.from([0, 0])]);
  const escaped = Array.from(bytes).flatMap((byte) => (byte === 0 ? [0, 1] : [byte]));
  return Buffer.from([...escaped, 0, 0]);
}

function unterminated<T>(key: Buffer, at: number, read: (bytes: Buffer) => T): readonly [T, number] {
  let end = key.indexOf(0, at);
  if (key[end + 1] === 0) return [read(key.subarray(at, end)), end + 2];
  const bytes = [...key.subarray(at, end)];
  while (key[end + 1] !== 0) {
    const next = key.indexOf(0, end + 2); // what was escaped is a zero
    bytes.push(0, ...key.subarray(end + 2, next));
    end = next;
  }
  return [read(Buffer.from(bytes)), end + 2];
}

function signed32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE((value ^ 0x80000000) >>> 0);
  return bytes;
}

function signed64(value: bigint): Buffer {
  return unsigned64(BigInt.asUintN(64, value) ^ SIGN_64);
}

function ordered64(value: number): Buffer {
  const raw = Buffer.alloc(8);
  raw.writeDoubleBE(value);
  const bits = raw.readBigUInt64BE();
  return unsigned64(bits & SIGN_64 ? ~bits & MASK_64 : bits | SIGN_64);
}

function disordered64(bits: bigint): number {
  return Buffer.from(unsigned64(bits & SIGN_64 ? bits ^ SIGN_64 : ~bits & MASK_64)).readDoubleBE();
}

function unsigned64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** The first key after every key that starts with these bytes; undefined when there is none. */
export function afterPrefix(prefix: Uint8Array): Uint8Array | undefined {
  const end = prefix.findLastIndex((byte) => byte !== 0xff);
  if (end < 0) return undefined;
  const next = Uint8Array.from(prefix.subarray(0, end + 1));
  next[end] = (next[end] ?? 0) + 1;
  return next;
}

/** The first key after this one. */
export function justAfter(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.from([0])]);
}
