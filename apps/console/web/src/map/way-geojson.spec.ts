import { wayGeoJson } from './way-geojson.ts';

describe('a way on the map', () => {
  it('is one line, east before north', () => {
    const line = [{ lat: 57.7, lng: 11.97 }, { lat: 57.71, lng: 11.98 }]; // prettier-ignore

    const [feature] = wayGeoJson({ kind: 'TO_PICKUP', line }).features;

    expect(feature?.properties).toEqual({ kind: 'TO_PICKUP' });
    expect(feature?.geometry).toEqual({ type: 'LineString', coordinates: [[11.97, 57.7], [11.98, 57.71]] }); // prettier-ignore
  });

  it.each([undefined, { kind: 'NONE', line: [] }, { kind: 'TRIP', line: [{ lat: 57.7, lng: 11.97 }] }])(
    'is none where there is nothing to draw: %j',
    (way) => {
      expect(wayGeoJson(way).features).toEqual([]);
    },
  );
});
