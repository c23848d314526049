import fc from 'fast-check';

import { freezeDeep, has, isObject, type JsonObject, leavesOf, merge, pathOf } from './document.ts';

const keys = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'x y', '0') },
);
const scalars = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string(), fc.array(fc.integer()));
const { document: documents } = fc.letrec<{ document: JsonObject; value: unknown }>((tie) => ({
  document: fc
    .uniqueArray(fc.tuple(keys, tie('value')), { maxLength: 4, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries) as JsonObject),
  value: fc.oneof({ maxDepth: 4 }, scalars, tie('document')),
}));

describe('merge', () => {
  it('merges objects deep, and replaces scalars, arrays and null', () => {
    const base = { offers: { ttlMs: 15_000, wave: { size: 1, rings: [1, 2] } }, name: 'base', limit: 5 };
    const over = { offers: { wave: { rings: [9] } }, limit: null };

    expect(merge(base, over)).toEqual({
      offers: { ttlMs: 15_000, wave: { size: 1, rings: [9] } },
      name: 'base',
      limit: null,
    });
  });

  it('lets an object and a scalar replace each other', () => {
    expect(merge({ a: 1 }, { a: { b: 2 } })).toEqual({ a: { b: 2 } });
    expect(merge({ a: { b: 2 } }, { a: 1 })).toEqual({ a: 1 });
    expect(merge({ a: { b: 2 } }, { a: [1] })).toEqual({ a: [1] });
    expect(merge({ a: { b: 2 } }, { a: null })).toEqual({ a: null });
  });

  it('keeps what the later says, and of the earlier what the later does not touch', () => {
    fc.assert(
      fc.property(documents, documents, (base, over) => {
        const merged = merge(base, over);

        const said = new Map(leavesOf(merged).map(({ keys, value }) => [JSON.stringify(keys), value]));
        for (const { keys, value } of leavesOf(over))
          if (!isObject(value)) expect(said.get(JSON.stringify(keys))).toEqual(value);
        for (const { keys, value } of leavesOf(base))
          if (!touches(over, keys)) expect(said.get(JSON.stringify(keys))).toEqual(value);
      }),
    );
  });

  it('has the empty document as its neutral element and changes nothing when a document is laid on itself', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(merge(document, {})).toEqual(document);
        expect(merge({}, document)).toEqual(document);
        expect(merge(document, document)).toEqual(document);
      }),
    );
  });

  it('changes neither of the two', () => {
    fc.assert(
      fc.property(documents, documents, (base, over) => {
        const before = JSON.stringify([base, over]);

        merge(freezeDeep(base), freezeDeep(over));

        expect(JSON.stringify([base, over])).toBe(before);
      }),
    );
  });

  it('reaches no prototype', () => {
    const attack = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":{"polluted":1}}',
    ) as JsonObject;

    const merged = merge(merge({ a: 1 }, attack), attack);

    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect([({} as Record<string, unknown>).polluted, merged.polluted]).toEqual([undefined, undefined]);
    expect(Object.keys(Object)).not.toContain('polluted');
    expect(Object.keys(Object.prototype.toString)).not.toContain('polluted');
    expect(Object.keys(merged)).toEqual(['a', '__proto__', 'constructor', 'toString']);
  });
});

describe('leavesOf', () => {
  it('finds scalars, arrays and empty objects, in the order of keys', () => {
    expect(leavesOf({ b: { c: 1, d: {} }, a: [{ e: 1 }] })).toEqual([
      { keys: ['b', 'c'], value: 1 },
      { keys: ['b', 'd'], value: {} },
      { keys: ['a'], value: [{ e: 1 }] },
    ]);
  });

  it('finds nothing in an empty document, and what is not an object as a whole', () => {
    expect(leavesOf({})).toEqual([]);
    expect(leavesOf(7)).toEqual([{ keys: [], value: 7 }]);
    expect(leavesOf({ at: new Date(0) })).toEqual([{ keys: ['at'], value: new Date(0) }]);
  });
});

describe('has', () => {
  it('looks at own properties of objects and arrays alone', () => {
    const document = { a: { b: [{ c: null }] }, n: null };

    expect(has(document, [])).toBe(true);
    expect(has(document, ['a', 'b', 0, 'c'])).toBe(true);
    expect(has(document, ['a', 'b', 1])).toBe(false);
    expect(has(document, ['n', 'x'])).toBe(false);
    expect(has(document, ['n'])).toBe(true);
    expect(has(document, ['toString'])).toBe(false);
    expect(has({ s: 'text' }, ['s', 'length'])).toBe(false);
  });
});

describe('isObject', () => {
  it('takes plain objects alone', () => {
    expect([{}, Object.create(null), [], null, 'x', new Map(), undefined].map(isObject)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('pathOf', () => {
  it('writes places as people do', () => {
    expect(pathOf(['zones', 0, 'name'])).toBe('zones[0].name');
    expect(pathOf(['speeds', 'A 1'])).toBe('speeds["A 1"]');
    expect(pathOf([])).toBe('');
  });
});

describe('freezeDeep', () => {
  it('freezes objects and arrays all the way down and leaves others alone', () => {
    const at = new Date(0);
    const frozen = freezeDeep({ a: [{ b: 1 }], at });

    expect([frozen, frozen.a, frozen.a[0]].every(Object.isFrozen)).toBe(true);
    expect(Object.isFrozen(at)).toBe(false);
  });
});

/** Whether a document says something at a place, above it or below it. */
function touches(document: JsonObject, keys: readonly string[]): boolean {
  if (has(document, keys)) return true;
  return keys.some((_, depth) => {
    const above = leavesOf(document).find(
      (leaf) => leaf.keys.join('\n') === keys.slice(0, depth + 1).join('\n'),
    );
    return above !== undefined && !isObject(above.value);
  });
}
