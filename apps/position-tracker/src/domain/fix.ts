import { type Instant } from '@hansom/platform-context';
import { type Tenancy } from '@hansom/platform-identity';
import { type LatLng } from '@hansom/shared-geo';

/** Where a car was at a moment, as its app says. */
export interface Fix extends LatLng {
  /** The app's own number: one more with every fix. */
  readonly seq: bigint;
  readonly at: Instant;
  readonly accuracyMetres: number;
  /** Negative: not known. */
  readonly metresPerSecond: number;
  /** Clockwise from north. Negative: not known. */
  readonly bearingDegrees: number;
}

/** A number under which no fix came: off the earth, or without a time. */
export interface NoFix {
  readonly seq: bigint;
  readonly at?: undefined;
}

/** Why a fix is refused. */
export const REFUSALS = [
  'invalid',
  'inaccurate',
  'null_island',
  'future',
  'too_fast',
  'out_of_order',
  'stale',
] as const;

export type Refusal = (typeof REFUSALS)[number];

/** A driver whose fixes these are. */
export interface Whose {
  readonly city: string;
  readonly driverId: string;
  readonly tenancy: Tenancy;
}
