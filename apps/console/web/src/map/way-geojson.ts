import type { FeatureCollection } from 'geojson';

import { NOTHING } from './style/city-style.ts';

/** A way as getWay gives it. */
export interface Way {
  readonly kind: string;
  readonly line: readonly { readonly lat: number; readonly lng: number }[];
}

/** A way for the map: one line, or nothing where there is none to draw. */
export function wayGeoJson(way: Way | undefined): FeatureCollection {
  if (!way || way.line.length < 2) return NOTHING;
  const coordinates = way.line.map(({ lat, lng }) => [lng, lat]);
  const geometry = { type: 'LineString', coordinates } as const;
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { kind: way.kind }, geometry }],
  };
}
