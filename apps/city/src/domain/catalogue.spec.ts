import { cellOf, cellsIn } from '@hansom/shared-geo';
import fc from 'fast-check';

import { aCity, aConfig, aSquare, IN_CENTRE, INSIDE, NOWHERE } from '../../test/a-context.ts';
import { buildCatalogue } from './catalogue.ts';

const around = fc.record({
  lat: fc.double({ min: -0.02, max: 0.07, noNaN: true }),
  lng: fc.double({ min: 9.98, max: 10.07, noNaN: true }),
});

describe('find', () => {
  it('gives the city and the zones around a point', () => {
    const { find } = buildCatalogue(aConfig({ abc: aCity(), xyz: aCity({}, 1) }));

    const idsAt = (at: typeof INSIDE) => find(at)?.zones.map(({ id }) => id);

    expect(idsAt(INSIDE)).toEqual(['town']);
    expect(idsAt(IN_CENTRE)).toEqual(['centre', 'town']);
    expect(idsAt(NOWHERE)).toBeUndefined();
    expect(find(INSIDE)?.city.code).toBe('abc');
    expect(find({ ...INSIDE, lat: 1.025 })?.city.code).toBe('xyz');
  });

  it('agrees with a look at every zone', () => {
    const { find, cities, resolution } = buildCatalogue(aConfig({ abc: aCity() }));
    const zones = cities.get('abc')?.zones ?? [];
    fc.assert(
      fc.property(around, (at) => {
        const expected = zones.filter(({ cells }) => cells.includes(cellOf(at, resolution)));

        expect(find(at)?.zones ?? []).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('makes one place of all cells in the same zones', () => {
    const { find } = buildCatalogue(aConfig({ abc: aCity() }));

    expect(find(INSIDE)).toBe(find({ lat: 0.03, lng: 10.03 }));
    expect(find(INSIDE)).not.toBe(find(IN_CENTRE));
  });

  it('takes zones that are given as cells', () => {
    const cells = cellsIn(
      [
        [
          [10, 0],
          [10.05, 0],
          [10.05, 0.05],
          [10, 0.05],
          [10, 0],
        ],
      ],
      8,
    );
    const zones = { town: { name: 'Town', kind: 'SERVICE_AREA', cells } };

    const { find } = buildCatalogue(aConfig({ abc: aCity({ zones }) }));

    expect(find(INSIDE)?.zones).toHaveLength(1);
    expect(find(NOWHERE)).toBeUndefined();
  });
});

describe('revision', () => {
  it('is the same for the same configuration, and another for another', () => {
    const revisionOf = (over: object) => buildCatalogue(aConfig({ abc: aCity(over) })).revision;

    expect(revisionOf({})).toBe(revisionOf({}));
    expect(revisionOf({ homeEpoch: 4 })).not.toBe(revisionOf({}));
    expect(
      revisionOf({ zones: { town: { name: 'Town', kind: 'SERVICE_AREA', polygon: aSquare(0, 0.06) } } }),
    ).not.toBe(revisionOf({}));
  });
});
