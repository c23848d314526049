import fc from 'fast-check';

import { bigint, blob, boolean, type ColumnKind, double, int, text, timestamp } from './columns.ts';
import { afterPrefix, decodeKey, encodeKey, justAfter } from './keys.ts';

type Pair<T> = [T, T];

const pairs = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Pair<T>> => fc.tuple(values, values);
const sign = (n: number): number => Math.sign(n);
const bytesOf = (value: string): Buffer => Buffer.from(value, 'utf8');
const SEEDED = { seed: 1 };
const wellFormed = fc.string({ unit: 'binary', maxLength: 6 });

/** Compares keys as bytes, as every engine does. */
function order(kind: ColumnKind, [a, b]: Pair<never>): number {
  const columns = { k: { kind, optional: false } };
  return Buffer.compare(encodeKey(columns, { k: a }), encodeKey(columns, { k: b }));
}

function keepsOrder<T>(kind: ColumnKind, values: fc.Arbitrary<T>, compare: (a: T, b: T) => number): void {
  const ordered = fc.property(
    pairs(values),
    ([a, b]) => order(kind, [a, b] as never) === sign(compare(a, b)),
  );
  fc.assert(ordered, SEEDED);
}

describe('encoded keys', () => {
  it('order as their values do', () => {
    keepsOrder('text', wellFormed, (a, b) => Buffer.compare(bytesOf(a), bytesOf(b)));
    keepsOrder('blob', fc.uint8Array({ maxLength: 4, max: 2 }), (a, b) => Buffer.compare(a, b));
    keepsOrder('int', fc.integer(), (a, b) => a - b);
    keepsOrder('timestamp', fc.maxSafeInteger(), (a, b) => sign(a - b));
    keepsOrder('bigint', fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (a, b) => (a < b ? -1 : Number(a > b)));
    keepsOrder('boolean', fc.boolean(), (a, b) => Number(a) - Number(b));
    keepsOrder(
      'double',
      fc.double({ noNaN: true }).filter((n) => n !== 0),
      (a, b) => (a < b ? -1 : Number(a > b)),
    );
  });

  it('order column by column, and none is a prefix of another', () => {
    const columns = { a: text(), b: blob(), c: int() };
    const key = fc.record({ a: wellFormed, b: fc.uint8Array({ maxLength: 3, max: 1 }), c: fc.integer() });

    fc.assert(
      fc.property(pairs(key), ([x, y]) => {
        const [left, right] = [encodeKey(columns, x), encodeKey(columns, y)];
        const byColumn =
          Buffer.compare(bytesOf(x.a), bytesOf(y.a)) || Buffer.compare(x.b, y.b) || sign(x.c - y.c);
        const isPrefix = Buffer.compare(right.subarray(0, left.length), left) === 0;
        return Buffer.compare(left, right) === byColumn && isPrefix === (byColumn === 0);
      }),
    );
  });

  it('give back what they were made of', () => {
    const columns = {
      ...{
        a: text(),
        b: blob(),
        c: int(),
        d: bigint(),
        e: double(),
        f: timestamp(),
        g: boolean(),
        h: text(),
      },
    };
    const key = fc.record({
      ...{ a: wellFormed, b: fc.uint8Array({ maxLength: 4, max: 2 }), c: fc.integer() },
      ...{ d: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), e: fc.double({ noNaN: true }) },
      ...{ f: fc.maxSafeInteger(), g: fc.boolean(), h: wellFormed },
    });

    fc.assert(
      fc.property(key, (values) => {
        expect(decodeKey(columns, encodeKey(columns, values))).toEqual(values);
      }),
    );
  });

  it('have fixed lengths for numbers', () => {
    const lengthOf = (columns: Parameters<typeof encodeKey>[0], k: never) => encodeKey(columns, { k }).length;

    expect(lengthOf({ k: int() }, 1 as never)).toBe(4);
    expect(lengthOf({ k: bigint() }, 1n as never)).toBe(8);
    expect(lengthOf({ k: double() }, 1 as never)).toBe(8);
    expect(lengthOf({ k: timestamp() }, 1 as never)).toBe(8);
    expect(lengthOf({ k: boolean() }, true as never)).toBe(1);
  });

  it('are at most 1,024 bytes', () => {
    expect(encodeKey({ k: text() }, { k: 'x'.repeat(1_022) })).toHaveLength(1_024);
    expect(() => encodeKey({ k: text() }, { k: 'x'.repeat(1_023) })).toThrow(TypeError);
  });
});

describe('bounds', () => {
  it('end after everything that starts with a prefix, and before anything else', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 4 });

    fc.assert(
      fc.property(key, key, (prefix, other) => {
        const end = afterPrefix(prefix);
        const starts = Buffer.compare(other.subarray(0, prefix.length), prefix) === 0;
        const isWithin =
          Buffer.compare(other, prefix) >= 0 && (end === undefined || Buffer.compare(other, end) < 0);
        return starts === isWithin;
      }),
    );
    expect(afterPrefix(Uint8Array.of(255, 255))).toBeUndefined();
    expect(afterPrefix(Uint8Array.of(1, 255))).toEqual(Uint8Array.of(2));
  });

  it('go on right after a key', () => {
    expect(justAfter(Uint8Array.of(1))).toEqual(Buffer.from([1, 0]));
  });
});
