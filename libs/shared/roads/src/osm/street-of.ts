import { maxSpeedKmh } from './max-speed.ts';
import { type OsmTags } from './osm-way.ts';
import { isRoadClass, ROAD_SPEEDS, type RoadClass } from './road-class.ts';

/** What a way is to a taxi. */
export interface Street {
  readonly roadClass: RoadClass;
  /** Its name, or else its number (`E 6`), or else empty. */
  readonly name: string;
  /** What a car makes on average, not the limit. */
  readonly kmh: number;
  readonly direction: 'both' | 'forward' | 'backward';
}

/** A taxi has no business there, or a guest's permission does not reach it. */
const CLOSED = new Set([
  'no',
  'private',
  'agricultural',
  'forestry',
  'agricultural;forestry',
  'delivery',
  'emergency',
  'military',
  'permit',
  'bus',
]);

const DIRECTIONS = new Map<string, Street['direction']>([
  ['yes', 'forward'],
  ['true', 'forward'],
  ['1', 'forward'],
  ['-1', 'backward'],
  ['reverse', 'backward'],
  ['no', 'both'],
  ['false', 'both'],
  ['0', 'both'],
]);

/** Undefined for what no taxi may drive on: footways, building sites, ferries, squares, private ground, tidal lanes. */
export function streetOf(tags: OsmTags): Street | undefined {
  const roadClass = tags.highway;
  if (!isRoadClass(roadClass) || tags.area === 'yes' || !isOpen(tags)) return undefined;
  const direction = directionOf(tags);
  if (direction === undefined) return undefined;
  const { limitKmh, pace } = ROAD_SPEEDS[roadClass];
  const kmh = (maxSpeedKmh(tags.maxspeed) ?? limitKmh) * pace;
  return { roadClass, name: tags.name ?? tags.ref ?? '', kmh, direction };
}

/** The tag for the narrowest kind of vehicle decides; a street that is open to public transport is open to taxis. */
function isOpen(tags: OsmTags): boolean {
  if (tags.taxi !== undefined) return !CLOSED.has(tags.taxi);
  if (tags.psv === 'yes' || tags.psv === 'designated') return true;
  const car = tags.motorcar ?? tags.motor_vehicle ?? tags.vehicle ?? tags.access;
  return car === undefined || !CLOSED.has(car);
}

/** Undefined where the direction changes with the hour (`reversible`, `alternating`). */
function directionOf(tags: OsmTags): Street['direction'] | undefined {
  if (tags.oneway !== undefined) return DIRECTIONS.get(tags.oneway);
  const round = tags.junction === 'roundabout' || tags.junction === 'circular';
  return round || tags.highway === 'motorway' || tags.highway === 'motorway_link' ? 'forward' : 'both';
}
