import { bigint, double, type RowOf, timestamp } from '@hansom/platform-store';

import { type Fix } from '../domain/fix.ts';

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
    lat,
    lng,
    accuracy_metres: accuracyMetres,
    metres_per_second: metresPerSecond,
    bearing_degrees: bearingDegrees,
  };
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
