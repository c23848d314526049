import { type LatLng, UNITS_PER_DEGREE } from '../lat-lng.ts';
import { type OsmWay } from '../osm/osm-way.ts';
import { type RoadClass } from '../osm/road-class.ts';
import { type Street, streetOf } from '../osm/street-of.ts';

/** A street as one may drive it: a oneway runs in the order of its nodes. Streets with equal members are one object. */
export interface Driven {
  readonly roadClass: RoadClass;
  readonly name: string;
  readonly kmh: number;
  readonly oneway: boolean;
}

/** From one node of a way to the next. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly street: Driven;
}

/** Every node and segment of the streets that a taxi may drive on. */
export interface Network {
  /** By node, rounded to whole units (see `UNITS_PER_DEGREE`). */
  readonly places: readonly LatLng[];
  readonly segments: readonly Segment[];
}

export function networkOf(ways: Iterable<OsmWay>): Network {
  const places: LatLng[] = [];
  const segments: Segment[] = [];
  const nodeOfId = new Map<number, number>();
  const canonical = canonicalStreets();
  for (const way of ways) {
    const found = streetOf(way.tags);
    if (found === undefined) continue;
    const street = canonical(found);
    const ordered = found.direction === 'backward' ? way.nodes.toReversed() : way.nodes;
    const nodes = ordered.map((node) => {
      const index = nodeOfId.get(node.id) ?? places.push(rounded(node)) - 1;
      nodeOfId.set(node.id, index);
      return index;
    });
    for (let i = 1; i < nodes.length; i++)
      if (nodes[i - 1] !== nodes[i]) segments.push({ from: nodes[i - 1], to: nodes[i], street });
  }
  return { places, segments };
}

function canonicalStreets(): (street: Street) => Driven {
  const known = new Map<string, Driven>();
  return ({ roadClass, name, kmh, direction }) => {
    const street = { roadClass, name, kmh, oneway: direction !== 'both' };
    const key = JSON.stringify(Object.values(street));
    const same = known.get(key) ?? street;
    known.set(key, same);
    return same;
  };
}

/** Before anything is measured, so that a length follows from the coordinates that the file keeps. */
function rounded({ lat, lng }: LatLng): LatLng {
  return {
    lat: Math.round(lat * UNITS_PER_DEGREE) / UNITS_PER_DEGREE,
    lng: Math.round(lng * UNITS_PER_DEGREE) / UNITS_PER_DEGREE,
  };
}
