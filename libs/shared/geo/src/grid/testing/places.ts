import { cellToBoundary, cellToLatLng, getPentagons, getRes0Cells } from 'h3-js';

import { type LatLng } from '../../lat-lng.ts';

const CITY = { lat: 57.7089, lng: 11.9746 };

/** Where an index of the earth goes wrong, if it does: poles, the 180th meridian, pentagons, corners of faces and of cells; and a city. */
export const HOSTILE_PLACES: readonly LatLng[] = [
  CITY,
  { lat: 90, lng: 0 },
  { lat: -90, lng: 77 },
  { lat: 0, lng: 180 },
  { lat: 0, lng: -180 },
  { lat: -16.8, lng: 180 },
  { lat: 0, lng: 0 },
  ...getPentagons(0).map((cell) => pointOf(cellToLatLng(cell))),
  ...getPentagons(5).flatMap((cell) => cellToBoundary(cell).slice(0, 2).map(pointOf)),
  ...getRes0Cells().flatMap((cell) => cellToBoundary(cell).slice(0, 1).map(pointOf)),
];

/** Some degrees off, as on the ground, and on the earth. */
export function near({ lat, lng }: LatLng, north: number, east: number): LatLng {
  const right = lng + east / Math.max(0.001, Math.cos((lat * Math.PI) / 180));
  return { lat: Math.min(Math.max(lat + north, -90), 90), lng: ((((right + 180) % 360) + 360) % 360) - 180 };
}

/** Of the other side of the earth. */
export function opposite({ lat, lng }: LatLng): LatLng {
  return { lat: -lat, lng: lng > 0 ? lng - 180 : lng + 180 };
}

function pointOf([lat, lng]: number[]): LatLng {
  return { lat: lat ?? NaN, lng: lng ?? NaN };
}
