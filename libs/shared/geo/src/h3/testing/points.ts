import { cellToBoundary, cellToLatLng, getPentagons, latLngToCell } from 'h3-js';

import { type LatLng } from '../../lat-lng.ts';
import { faceCentres, faceNeighbours } from '../icosahedron.ts';

/** From 0 to 1, the same ones for a seed. */
export type Chance = () => number;

export function seededChance(seed: number): Chance {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Points where cells are easy to find and where they are not, for a resolution, by what they are. */
export const points: Readonly<Record<string, (chance: Chance, resolution: number) => LatLng>> = {
  'anywhere on earth': anywhere,
  'in cities': (chance) => around(pick(CITIES, chance), 0.3, chance),
  'around pentagons': (chance, resolution) =>
    around(onPentagon(chance), pick([1e-9, 1, 5], chance) * widthOf(resolution), chance),
  'at centres of cells': (chance, resolution) => {
    const [lat, lng] = cellToLatLng(someCell(chance, resolution));
    return { lat, lng };
  },
  'at corners of cells': (chance, resolution) => nudged(pick(cornersOf(chance, resolution), chance), chance),
  'in the middle of edges of cells': (chance, resolution) => {
    const corners = cornersOf(chance, resolution);
    const i = Math.floor(chance() * corners.length);
    return nudged(between(corners[i], corners[(i + 1) % corners.length], 0.5), chance);
  },
  'on both sides of where h3-js changes its mind': changeOfMind,
  'on edges of the icosahedron': (chance) => nudged(onFaceEdge(chance), chance),
  'near edges of the icosahedron': (chance) => around(onFaceEdge(chance), 0.5 * chance() ** 4, chance),
  'around centres of its faces': (chance) => {
    const centre = placeOf(vectorOfFace(Math.floor(chance() * 20)));
    return around(centre, 10 ** (-12 * chance()), chance);
  },
  'at whole degrees, poles and the antimeridian': (chance) => ({
    lat: pick([0, -0, 90, -90, 5e-324, 45, Math.floor(181 * chance()) - 90, 180 * chance() - 90], chance),
    lng: pick([0, -0, 180, -180, 1e-300, 90, Math.floor(361 * chance()) - 180, 360 * chance() - 180], chance),
  }),
  'next to poles and the antimeridian': (chance) => {
    const [lat, lng] = [pick([90, -90], chance), pick([180, -180], chance)];
    const off = 10 ** (-14 * chance());
    const point = anywhere(chance);
    return chance() < 0.5
      ? { lat: lat * (1 - off), lng: point.lng }
      : { lat: point.lat, lng: lng * (1 - off) };
  },
};

/** Their centres are the same at all resolutions: the corners of the icosahedron. */
const PENTAGONS = getPentagons(0);
const CENTRES = faceCentres();
const NEIGHBOURS = faceNeighbours();

const CITIES: readonly LatLng[] = [
  { lat: 57.7089, lng: 11.9746 },
  { lat: 1.3521, lng: 103.8198 },
  { lat: -33.8688, lng: 151.2093 },
  { lat: -18.1248, lng: 178.4501 }, // Suva
  { lat: 40.7128, lng: -74.006 },
  { lat: -0.1807, lng: -78.4678 }, // Quito
  { lat: 69.6492, lng: 18.9553 }, // Tromsø
  { lat: 51.5074, lng: -0.1278 },
];

function anywhere(chance: Chance): LatLng {
  return { lat: (Math.asin(2 * chance() - 1) * 180) / Math.PI, lng: 360 * chance() - 180 };
}

/** At most some degrees away, both ways. */
function around({ lat, lng }: LatLng, degrees: number, chance: Chance): LatLng {
  const [north, east] = [(2 * chance() - 1) * degrees, (2 * chance() - 1) * degrees];
  return onEarth({ lat: lat + north, lng: lng + east / Math.max(0.01, Math.cos((lat * Math.PI) / 180)) });
}

/** Some steps of floating point away, or none. */
function nudged({ lat, lng }: LatLng, chance: Chance): LatLng {
  const step = pick([0, 2 ** -52, 2 ** -48, 2 ** -40], chance);
  return onEarth({ lat: lat * (1 + (2 * chance() - 1) * step), lng: lng * (1 + (2 * chance() - 1) * step) });
}

function onPentagon(chance: Chance): LatLng {
  const [lat, lng] = cellToLatLng(pick(PENTAGONS, chance));
  return { lat, lng };
}

/** Of four, one on a pentagon or near it. */
function someCell(chance: Chance, resolution: number): string {
  const near = (): LatLng => around(onPentagon(chance), 3 * widthOf(resolution), chance);
  const { lat, lng } = chance() < 0.25 ? near() : anywhere(chance);
  return latLngToCell(lat, lng, resolution);
}

function cornersOf(chance: Chance, resolution: number): LatLng[] {
  return cellToBoundary(someCell(chance, resolution)).map(([lat, lng]) => ({ lat, lng }));
}

/** Between two points that belong to different cells, halved until nothing is between them: one side or the other. */
function changeOfMind(chance: Chance, resolution: number): LatLng {
  const from = chance() < 0.5 ? anywhere(chance) : around(pick(CITIES, chance), 0.3, chance);
  const to = around(from, 2 * widthOf(resolution), chance);
  const cell = latLngToCell(from.lat, from.lng, resolution);
  let [inside, outside] = [0, 1];
  for (;;) {
    const middle = (inside + outside) / 2;
    if (middle <= inside || middle >= outside) break;
    const { lat, lng } = between(from, to, middle);
    if (latLngToCell(lat, lng, resolution) === cell) inside = middle;
    else outside = middle;
  }
  return between(from, to, chance() < 0.5 ? inside : outside);
}

function between(a: LatLng, b: LatLng, share: number): LatLng {
  return { lat: a.lat + share * (b.lat - a.lat), lng: a.lng + share * (b.lng - a.lng) };
}

/** As near to one face's centre as to a neighbour's, and as often near the middle of the edge as near its ends. */
function onFaceEdge(chance: Chance): LatLng {
  const face = Math.floor(chance() * 20);
  const [a, b] = [vectorOfFace(face), vectorOfFace(NEIGHBOURS[3 * face + Math.floor(3 * chance())])];
  const along = (2 * chance() - 1) ** 3;
  const cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  return placeOf(a.map((n, i) => n + b[i] + 1.75 * along * cross[i]));
}

function vectorOfFace(face: number): number[] {
  return [...CENTRES.subarray(3 * face, 3 * face + 3)];
}

function placeOf([x, y, z]: readonly number[]): LatLng {
  const degrees = 180 / Math.PI;
  return { lat: Math.atan2(z, Math.hypot(x, y)) * degrees, lng: Math.atan2(y, x) * degrees };
}

function onEarth({ lat, lng }: LatLng): LatLng {
  return { lat: Math.max(-90, Math.min(90, lat)), lng: Math.max(-180, Math.min(180, lng)) };
}

/** Degrees from one cell to the next, about. */
function widthOf(resolution: number): number {
  return 20 / Math.sqrt(7) ** resolution;
}

function pick<T>(some: readonly T[], chance: Chance): T {
  return some[Math.floor(chance() * some.length)];
}
