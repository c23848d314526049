import { type OsmNode, type OsmTags, type OsmWay } from './osm-way.ts';
import { UNITS_PER_DEGREE } from '../lat-lng.ts';

/**
 * The lines of a GeoJSON FeatureCollection as Overpass exports it, tags as properties. GeoJSON has no node ids: points with equal
 * coordinates are one node. Other geometries are left out. Throws a TypeError for what is no such collection.
 */
export function waysOfGeoJson(json: unknown): OsmWay[] {
  const nodeAt = nodesByPlace();
  return member(json, 'features').flatMap((feature) => {
    const geometry = isObject(feature) ? feature.geometry : undefined;
    if (!isObject(feature) || !isObject(geometry) || geometry.type !== 'LineString') return [];
    return [{ nodes: member(geometry, 'coordinates').map(nodeAt), tags: tagsOf(feature.properties) }];
  });
}

function nodesByPlace(): (position: unknown) => OsmNode {
  const nodes = new Map<string, OsmNode>();
  return (position) => {
    const [lng, lat] = Array.isArray(position) ? position.map(Number) : [];
    if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180))
      throw new TypeError(`not a position: ${JSON.stringify(position)}`);
    const key = `${Math.round(lat * UNITS_PER_DEGREE)},${Math.round(lng * UNITS_PER_DEGREE)}`;
    const node = nodes.get(key) ?? { id: nodes.size, lat, lng };
    nodes.set(key, node);
    return node;
  };
}

function tagsOf(properties: unknown): OsmTags {
  const entries = isObject(properties) ? Object.entries(properties) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function member(json: unknown, name: string): unknown[] {
  const value = isObject(json) ? json[name] : undefined;
  if (!Array.isArray(value)) throw new TypeError(`not a GeoJSON FeatureCollection: no array "${name}"`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
