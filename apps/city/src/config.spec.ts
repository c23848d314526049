import { cellOf } from '@hansom/shared-geo';

import { aCity, aConfig, aSquare } from '../test/a-context.ts';
import { config } from './config.ts';

const AREA = { name: 'Town', kind: 'SERVICE_AREA' };
const TOWN = { ...AREA, polygon: aSquare(0, 0.05) };

/** `path: rule` of each problem. */
function problemsOf(cities: Readonly<Record<string, unknown>>): string[] {
  const { error } = config.safeParse({ cities });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('config', () => {
  it('adds the figures of the domain where a city says none', () => {
    const { abc } = aConfig({ abc: aCity() }).cities;

    expect(abc?.dispatch).toEqual({
      offerTtlMs: 15_000,
      broadcast: 1,
      batchMs: 2_000,
      furthestPickupMs: 720_000,
      ringsMetres: [1_000, 2_000, 3_500, 5_000],
      fewestCandidates: 3,
      searchMs: 180_000,
    });
    expect(abc?.booking).toMatchObject({
      arrivalMetres: 150,
      freeWaitingMs: 150_000,
      businessFreeWaitingMs: 300_000,
      freeCancelMs: 120_000,
      reallocations: 3,
    });
  });

  it('takes no cities at all, and keys that are for other services', () => {
    expect(config.parse({ holdMs: 1 })).toEqual({ resolution: 9, cities: {} });
  });

  it.each<[string, Record<string, unknown>]>([
    ['cities.abc.timeZone: must be an IANA time zone', { timeZone: 'Europe/Gothenburg' }],
    ['cities.abc.currency: must be a currency of ISO 4217', { currency: 'sek' }],
    ['cities.abc.homeRegion: must be the name of a region', { homeRegion: 'EU' }],
    ['cities.abc.serviceTypes: must not be empty', { serviceTypes: {} }],
    ['cities.abc.zones: must have a service area', { zones: { town: { ...TOWN, kind: 'PRICING' } } }],
    ['cities.abc.zones.town: must have either a polygon or cells', { zones: { town: AREA } }],
    [
      'cities.abc.zones.town: must have either a polygon or cells',
      { zones: { town: { ...TOWN, cells: [] } } },
    ],
    ['cities.abc.zones.town: must have an outer ring', { zones: { town: { ...AREA, polygon: [] } } }],
    [
      'cities.abc.zones.town: must cover at least one cell',
      { zones: { town: { ...AREA, polygon: aSquare(0, 1e-6) } } },
    ],
    ['cities.abc.zones.town: must cover at least one cell', { zones: { town: { ...AREA, cells: [] } } }],
    [
      'cities.abc.zones.town: must not be finer than resolution 9',
      { zones: { town: { ...AREA, cells: [cellOf({ lat: 0, lng: 10 }, 10)] } } },
    ],
    ['cities.abc.zones.town.cells.0: must be an H3 cell', { zones: { town: { ...AREA, cells: ['8928'] } } }],
    ['cities.abc.dispatch.ringsMetres: must rise', { dispatch: { ringsMetres: [1_000, 1_000] } }],
  ])('refuses %s', (problem, over) => {
    expect(problemsOf({ abc: { ...aCity(), ...over } })).toEqual([problem]);
  });

  it.each([9_999, 25_001])('refuses %d ms for an offer', (offerTtlMs) => {
    const problems = problemsOf({ abc: { ...aCity(), dispatch: { offerTtlMs } } });

    expect(problems).toEqual([expect.stringMatching(/^cities\.abc\.dispatch\.offerTtlMs: /)]);
  });

  it('refuses a city without fees, and one whose code is none', () => {
    expect(problemsOf({ abc: aCity({ booking: {} }) })).toHaveLength(3);
    expect(problemsOf({ abcd: aCity() })).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['itself', {}],
    ['a city that there is not', { abc: aCity({ neighbours: ['xyz'] }) }],
    ['a city of another region', { xyz: aCity({ homeRegion: 'asia' }, 1) }],
  ])('refuses %s as a neighbour', (_, over) => {
    const neighbours = Object.keys(over).length > 0 ? ['xyz'] : ['abc'];
    const problems = problemsOf({ abc: aCity({ neighbours }), ...over });

    expect(problems).toEqual(['cities.abc.neighbours.0: must be another city of the same home region']);
  });

  it('takes neighbours of the same region, one-way too', () => {
    expect(problemsOf({ abc: aCity({ neighbours: ['xyz'] }), xyz: aCity({}, 1) })).toEqual([]);
  });

  it('refuses two cities in one cell, naming the later one', () => {
    const problems = problemsOf({ abc: aCity(), xyz: aCity({ zones: { town: TOWN } }, 0) });

    expect(problems).toEqual(['cities.xyz.zones.town: must not overlap the city abc']);
  });

  it('refuses zones that no message could tell', () => {
    // So far apart that they do not compact.
    const steps = Array.from({ length: 72 }, (_, i) => 0.01 * i);
    const cells = steps.flatMap((lat) => steps.map((lng) => cellOf({ lat, lng }, 9)));
    const zones = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`zone_${i}`, { ...AREA, cells }]));

    const problems = problemsOf({ abc: aCity({ zones }), xyz: aCity({}, 2) });

    expect(problems).toEqual(['cities.abc.zones: must compact to at most 25000 cells in all']);
  });

  it('lets zones of one city overlap', () => {
    expect(problemsOf({ abc: aCity({ zones: { town: TOWN, again: TOWN } }) })).toEqual([]);
  });
});
