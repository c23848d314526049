import { z } from '@hansom/platform-config';

import { strict } from './strict.ts';

const At = z.object({ lat: z.number() });

function unknownIn(schema: z.ZodType, value: unknown): string[] {
  const issues = strict(schema).safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? [[...issue.path, ...issue.keys].join('.')] : [issue.code],
  );
}

describe('a strict schema', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['an object', At, { lat: 1, x: 1 }, 'x'],
    ['a member', z.object({ at: At }), { at: { lat: 1, x: 1 } }, 'at.x'],
    ['an optional member', z.object({ at: At.optional() }), { at: { lat: 1, x: 1 } }, 'at.x'],
    [
      'a nullable one with a default',
      z.object({ at: At.nullable().default(null) }),
      { at: { lat: 1, x: 1 } },
      'at.x',
    ],
    ['a list', z.array(At), [{ lat: 1 }, { lat: 1, x: 1 }], '1.x'],
    ['a tuple', z.tuple([z.string(), At]), ['a', { lat: 1, x: 1 }], '1.x'],
    ['the rest of a tuple', z.tuple([z.string()], At), ['a', { lat: 1, x: 1 }], '1.x'],
    ['a map', z.record(z.string(), At), { a: { lat: 1, x: 1 } }, 'a.x'],
    ['what is transformed', At.transform(({ lat }) => lat), { lat: 1, x: 1 }, 'x'],
    [
      'a form of several',
      z.discriminatedUnion('k', [z.object({ k: z.literal('a') })]),
      { k: 'a', x: 1 },
      'x',
    ],
    [
      'what refers to itself',
      z.object({ in: z.lazy(() => At).optional() }),
      { in: { lat: 1, x: 1 } },
      'in.x',
    ],
    ['a member called __proto__', At, JSON.parse('{"lat":1,"__proto__":{"x":1}}'), '__proto__'],
  ])('refuses what nobody named in %s', (...[, schema, value, place]) => {
    expect(unknownIn(schema, value)).toEqual([place]);
  });

  it('takes what fits, as before', () => {
    const schema = z.object({ at: At, n: z.coerce.number().min(1).default(3), also: At.optional() });

    expect(strict(schema).parse({ at: { lat: 1 } })).toEqual({ at: { lat: 1 }, n: 3 });
    expect(strict(z.union([At, z.string()])).parse('x')).toBe('x');
    expect(strict(z.intersection(At, z.object({ lng: z.number() }))).parse({ lat: 1, lng: 2 })).toEqual({
      lat: 1,
      lng: 2,
    });
  });

  it('keeps rules over several members, and what says itself that more may come', () => {
    const ordered = z.object({ a: z.number(), b: z.number() }).refine(({ a, b }) => a < b, 'a comes first');
    const loose = z.looseObject({ a: z.number() });

    expect(unknownIn(ordered, { a: 2, b: 1 })).toEqual(['custom']);
    expect(unknownIn(ordered, { a: 1, b: 2, c: 3 })).toEqual(['c']);
    expect(strict(loose).parse({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  });

  it('leaves the schema that it was made of as it was', () => {
    strict(At);

    expect(At.parse({ lat: 1, x: 1 })).toEqual({ lat: 1 });
  });

  it('knows a schema that contains itself', () => {
    const Tree: z.ZodType = z.lazy(() => z.object({ in: z.array(Tree) }));

    expect(unknownIn(Tree, { in: [{ in: [], x: 1 }] })).toEqual(['in.0.x']);
  });
});
