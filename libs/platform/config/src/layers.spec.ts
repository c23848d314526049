import fc from 'fast-check';
import { z } from 'zod';

import { type JsonObject, pathOf } from './document.ts';
import { evaluate, explain, type Layer, layersFor } from './layers.ts';

const Offers = z.object({
  offers: z.object({ ttlMs: z.number().int().min(10_000).max(25_000), wave: z.number().default(3) }),
  banner: z.string().optional(),
});

function aLayer(name: string, document: JsonObject, city?: string): Layer {
  return { name, document, ...(city !== undefined && { city }) };
}

describe('evaluate', () => {
  it('lets the later layer win', () => {
    const layers = [
      aLayer('BASE', { offers: { ttlMs: 15_000, wave: 1 } }),
      aLayer('ENV(test)', { offers: { ttlMs: 20_000 } }),
    ];

    expect(evaluate(layers, Offers)).toMatchObject({
      ok: true,
      snapshot: { everywhere: { offers: { ttlMs: 20_000, wave: 1 } } },
    });
  });

  it('lays the layers of a city on those of everywhere, for that city alone', () => {
    const layers = [
      aLayer('BASE', { offers: { ttlMs: 15_000 } }),
      aLayer('CITY(got)', { offers: { ttlMs: 12_000 } }, 'got'),
      aLayer('CITY(lon)', { banner: 'Mind the gap' }, 'lon'),
    ];

    const evaluation = evaluate(layers, Offers);

    expect(evaluation).toMatchObject({
      ok: true,
      snapshot: { everywhere: { offers: { ttlMs: 15_000, wave: 3 } } },
    });
    expect(evaluation.ok && Object.fromEntries(evaluation.snapshot.cities)).toEqual({
      got: { offers: { ttlMs: 12_000, wave: 3 } },
      lon: { offers: { ttlMs: 15_000, wave: 3 }, banner: 'Mind the gap' },
    });
  });

  it('gives frozen values', () => {
    const evaluation = evaluate([aLayer('BASE', { offers: { ttlMs: 15_000 } })], Offers);

    expect(evaluation.ok && Object.isFrozen(evaluation.snapshot.everywhere.offers)).toBe(true);
  });

  it('lists every problem with its place, its rule and the layer to blame', () => {
    const layers = [
      aLayer('BASE', { offers: { ttlMs: 15_000, wave: 'all' } }),
      aLayer('BASE:dispatch', { banner: 7 }),
      aLayer('CITY(got)', { offers: { ttlMs: 5 } }, 'got'),
    ];

    const evaluation = evaluate(layers, Offers);

    expect(evaluation).toEqual({
      ok: false,
      problems: [
        { path: 'offers.wave', rule: 'expected number, received string', layer: 'BASE' },
        { path: 'banner', rule: 'expected string, received number', layer: 'BASE:dispatch' },
        { path: 'offers.ttlMs', rule: 'Too small: expected number to be >=10000', layer: 'CITY(got)' },
      ],
    });
  });

  it('calls what no layer says required, and names what the schema does not know', () => {
    const strict = z.strictObject({ a: z.string(), b: z.object({ c: z.number() }) });

    expect(evaluate([aLayer('BASE', { b: {}, x: 1, y: 2 })], strict)).toEqual({
      ok: false,
      problems: [
        { path: 'a', rule: 'is required' },
        { path: 'b.c', rule: 'is required' },
        { path: 'x', rule: 'is not known', layer: 'BASE' },
        { path: 'y', rule: 'is not known', layer: 'BASE' },
      ],
    });
  });

  it('blames no layer for a rule about the whole', () => {
    const atLeastOne = z
      .object({ a: z.number().optional() })
      .refine((it) => it.a !== undefined, 'says nothing');

    expect(evaluate([aLayer('BASE', {})], atLeastOne)).toEqual({
      ok: false,
      problems: [{ path: '', rule: 'says nothing' }],
    });
  });

  it('holds nothing at all against the schema too', () => {
    expect(evaluate([], z.object({ a: z.number().default(1) }))).toMatchObject({
      ok: true,
      snapshot: { everywhere: { a: 1 } },
    });
  });
});

describe('explain', () => {
  const layers = [
    aLayer('BASE', { offers: { ttlMs: 15_000, rings: [1, 2] }, old: { x: 1 } }),
    aLayer('BASE:dispatch', { offers: { rings: [3] }, old: 0 }),
    aLayer('ENV(test)', { offers: { ttlMs: 20_000 }, old: {} }),
  ];
  const result = { offers: { ttlMs: 20_000, rings: [3], wave: 3 } };

  it('names the winning layer of each leaf, and the schema for what only it says', () => {
    expect(explain(layers, result)).toEqual([
      { path: 'offers.ttlMs', value: 20_000, layer: 'ENV(test)' },
      { path: 'offers.rings', value: [3], layer: 'BASE:dispatch' },
      { path: 'old', value: {}, layer: 'ENV(test)' },
      { path: 'offers.wave', value: 3, layer: 'DEFAULT' },
    ]);
  });

  it('looks only under a path', () => {
    expect(explain(layers, result, 'offers.ttlMs').map(({ path }) => path)).toEqual(['offers.ttlMs']);
    expect(explain(layers, result, 'offers')).toHaveLength(3);
    expect(explain(layers, result, 'offer')).toEqual([]);
    expect(explain([aLayer('BASE', { a: { 'b c': 1 } })], {}, 'a')).toHaveLength(1);
  });

  it('names for every leaf the last layer that would change it', () => {
    const documents = fc.object({
      key: fc.constantFrom('a', 'b', 'c'),
      values: [fc.nat(3), fc.constant({})],
      maxDepth: 3,
      maxKeys: 3,
    });
    fc.assert(
      fc.property(fc.array(documents, { minLength: 1, maxLength: 5 }), (all) => {
        // What JSON.parse gives is JSON.
        const stack = all.map((document, i) =>
          aLayer(`${i}`, JSON.parse(JSON.stringify(document)) as JsonObject),
        );

        for (const { path, value, layer } of explain(stack, {})) {
          const upToWinner = explain(stack.slice(0, Number(layer) + 1), {}, path);
          const others = explain(stack.slice(Number(layer) + 1), {}, path).filter(
            (leaf) => leaf.path === path,
          );
          expect(upToWinner).toContainEqual({ path, value, layer });
          expect(others).toEqual([]);
        }
      }),
    );
  });
});

describe('layersFor', () => {
  const layers = [aLayer('BASE', {}), aLayer('CITY(got)', {}, 'got'), aLayer('CITY(lon)', {}, 'lon')];

  it('picks those of everywhere and of one city, in their order', () => {
    expect(layersFor(layers, 'lon').map(({ name }) => name)).toEqual(['BASE', 'CITY(lon)']);
    expect(layersFor(layers).map(({ name }) => name)).toEqual(['BASE']);
  });

  it('names places as problems do', () => {
    expect(explain(layersFor(layers), { a: 1 })[0]?.path).toBe(pathOf(['a']));
  });
});
