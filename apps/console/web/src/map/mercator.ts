import { type Spot } from '../../../src/live/protocol.ts';

/** A place in web Mercator: the world is 1 wide, x from west, y from north. */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

/** What the map shows: flat, north above. */
export interface Camera {
  readonly centre: WorldPoint;
  readonly zoom: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** MapLibre's: how many pixels the world is wide at zoom 0. */
const WORLD_PIXELS = 512;

export function toWorld([lng, lat]: Spot): WorldPoint {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lng / 360 + 0.5, y: 0.5 - Math.atanh(sine) / (2 * Math.PI) };
}

export function toSpot({ x, y }: WorldPoint): Spot {
  return [(x - 0.5) * 360, (Math.asin(Math.tanh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI];
}

/** Turns places into CSS pixels from the top left corner of the map. */
export interface Projector {
  x(worldX: number): number;
  y(worldY: number): number;
}

export function projector({ centre, zoom, width, height }: Camera): Projector {
  const scale = WORLD_PIXELS * 2 ** zoom;
  const left = width / 2 - centre.x * scale;
  const top = height / 2 - centre.y * scale;
  return { x: (worldX) => worldX * scale + left, y: (worldY) => worldY * scale + top };
}

/** Metres from one place to another nearby. */
export function metresBetween(one: Spot, other: Spot): number {
  const perDegree = 111_195;
  const north = (other[1] - one[1]) * perDegree;
  const east = (other[0] - one[0]) * perDegree * Math.cos((one[1] * Math.PI) / 180);
  return Math.hypot(north, east);
}
