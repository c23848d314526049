import type { Feature, FeatureCollection } from 'geojson';

interface Pickup {
  readonly at: { readonly lat: number; readonly lng: number };
  /** City time. */
  readonly askedAt: number;
}

/** City time after which a ride that was asked for counts half as much. */
const HALF_LIFE_MS = 12 * 60_000;

/** Demand for the map: the newest counts 1, what is older counts less. */
export function demandGeoJson(points: readonly Pickup[]): FeatureCollection {
  const newest = points.reduce((latest, { askedAt }) => Math.max(latest, askedAt), -Infinity);
  const features = points.map(({ at: { lat, lng }, askedAt }): Feature => {
    const weight = 0.5 ** ((newest - askedAt) / HALF_LIFE_MS);
    return { type: 'Feature', properties: { weight }, geometry: { type: 'Point', coordinates: [lng, lat] } };
  });
  return { type: 'FeatureCollection', features };
}
