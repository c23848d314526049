import type { FeatureCollection, MultiLineString } from 'geojson';

import { type StreetLine } from '../../../../src/streets/street-line.ts';

/** How a street is drawn: 0 is a motorway, 5 a drive. */
export type Rank = 0 | 1 | 2 | 3 | 4 | 5;

export interface StreetFacts {
  readonly rank: Rank;
  /** Whether it leads from one to another: drawn below them, without a name. */
  readonly link: boolean;
  readonly name: string;
}

const RANKS: Readonly<Record<string, Rank>> = {
  ...{ motorway: 0, trunk: 1, primary: 1, secondary: 2, tertiary: 3 },
  ...{ unclassified: 4, residential: 4, living_street: 4, road: 4, service: 5 },
};

/** Streets for the map: one feature for all lines that share how they are drawn and their name. */
export function streetsGeoJson(
  lines: readonly StreetLine[],
): FeatureCollection<MultiLineString, StreetFacts> {
  const features = new Map<string, { facts: StreetFacts; coordinates: [number, number][][] }>();
  for (const { roadClass, name, points } of lines) {
    const facts = { ...lookOf(roadClass), name };
    const key = `${facts.rank} ${facts.link} ${name}`;
    const feature = features.get(key) ?? { facts, coordinates: [] };
    feature.coordinates.push(points as [number, number][]); // GeoJSON's own type is not readonly; nobody writes to it
    features.set(key, feature);
  }
  return {
    type: 'FeatureCollection',
    features: [...features.values()].map(({ facts, coordinates }) => {
      return { type: 'Feature', properties: facts, geometry: { type: 'MultiLineString', coordinates } };
    }),
  };
}

function lookOf(roadClass: string): Pick<StreetFacts, 'rank' | 'link'> {
  const link = roadClass.endsWith('_link');
  return { rank: RANKS[link ? roadClass.slice(0, -'_link'.length) : roadClass] ?? 4, link };
}
