import { streetsGeoJson } from './streets-geojson.ts';

const points = [[11.97, 57.7], [11.98, 57.7]] as const; // prettier-ignore

describe('streets for the map', () => {
  it('are one feature where they look alike and share a name', () => {
    const { features } = streetsGeoJson([
      { roadClass: 'residential', name: 'Linnégatan', points },
      { roadClass: 'living_street', name: 'Linnégatan', points },
      { roadClass: 'primary', name: 'Linnégatan', points },
    ]);

    expect(features.map(({ properties }) => properties)).toEqual([
      { rank: 4, link: false, name: 'Linnégatan' },
      { rank: 1, link: false, name: 'Linnégatan' },
    ]);
    expect(features[0]?.geometry.coordinates).toEqual([points, points]);
  });

  it('have links of the rank of what they lead to', () => {
    const { features } = streetsGeoJson([{ roadClass: 'motorway_link', name: '', points }]);

    expect(features[0]?.properties).toEqual({ rank: 0, link: true, name: '' });
  });
});
