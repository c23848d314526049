import { demandGeoJson } from './demand-geojson.ts';

describe('demand on the map', () => {
  it('counts less the older it is', () => {
    const at = { lat: 57.7, lng: 11.97 };

    const { features } = demandGeoJson([{ at, askedAt: 3_600_000 }, { at, askedAt: 3_600_000 - 12 * 60_000 }]); // prettier-ignore

    expect(features.map(({ properties }) => properties?.['weight'])).toEqual([1, 0.5]);
    expect(features[0]?.geometry).toEqual({ type: 'Point', coordinates: [11.97, 57.7] });
  });

  it('may be none', () => {
    expect(demandGeoJson([]).features).toEqual([]);
  });
});
