import { bigint, double, type RowOf, timestamp } from '@hansom/platform-store';

import { type Fix } from '../domain/fix.ts';

/** How finely a fix is kept: to 11 mm, and to hundredths of all else. A phone's digits go on, its knowledge does not. */
const PARTS_OF_A_DEGREE = 1e7;
const PARTS = 100;

/** A fix as columns. */
export const FIX_COLUMNS = {
  at: timestamp(),
  lat: double(),
  lng: double(),
  accuracy_metres: double(),
  metres_per_second: double(),
  bearing_degrees: double(),
};

type FixRow = RowOf<typeof FIX_COLUMNS> & { seq: bigint };

export const SEQ = bigint();

export function toFixRow({
  seq,
  at,
  lat,
  lng,
  accuracyMetres,
  metresPerSecond,
  bearingDegrees,
}: Fix): FixRow {
  return {
    seq,
    at,
    lat: rounded(lat, PARTS_OF_A_DEGREE),
    lng: rounded(lng, PARTS_OF_A_DEGREE),
    accuracy_metres: rounded(accuracyMetres, PARTS),
    metres_per_second: rounded(metresPerSecond, PARTS),
    bearing_degrees: rounded(bearingDegrees, PARTS) % 360,
  };
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

export function fromFixRow({ seq, at, lat, lng, ...row }: FixRow): Fix {
  return {
    seq,
    at,
    lat,
    lng,
    accuracyMetres: row.accuracy_metres,
    metresPerSecond: row.metres_per_second,
    bearingDegrees: row.bearing_degrees,
  };
}
