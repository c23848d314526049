import { waysOfGeoJson } from './ways-of-geojson.ts';

describe('waysOfGeoJson', () => {
  it('reads lines with their tags, and makes one node of equal places', () => {
    const ways = waysOfGeoJson(
      collection([
        line([[11.9, 57.7], [12, 57.8]], { highway: 'primary', lanes: 2 }), // prettier-ignore
        line([[12, 57.8], [12.1, 57.9]], null), // prettier-ignore
      ]),
    );

    expect(ways.map(({ tags }) => tags)).toEqual([{ highway: 'primary' }, {}]);
    expect(ways[0].nodes[0]).toEqual({ id: 0, lat: 57.7, lng: 11.9 });
    expect(ways[0].nodes[1]).toBe(ways[1].nodes[0]);
    expect(ways[1].nodes[1].id).toBe(2);
  });

  it('leaves out squares and whatever else is no line', () => {
    const square = {
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [[[1, 1]]] },
    };

    expect(waysOfGeoJson(collection([square, null, { type: 'Feature', geometry: null }]))).toEqual([]);
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [{ features: {} }],
    [collection([{ geometry: { type: 'LineString' } }])],
    [collection([line([[11.9, 'north']], {})])],
    [collection([line([[11.9, 91]], {})])],
    [collection([line([[181, 9]], {})])],
    [collection([line([11.9, 57.7], {})])],
  ])('refuses %j', (json: unknown) => {
    expect(() => waysOfGeoJson(json)).toThrow(TypeError);
  });
});

function collection(features: unknown[]): unknown {
  return { type: 'FeatureCollection', features };
}

function line(coordinates: unknown[], properties: unknown): unknown {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
}
