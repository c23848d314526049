import { type Instant } from '@hansom/platform-context';
import { type Tenancy } from '@hansom/platform-identity';
import { type LatLng } from '@hansom/shared-geo';

/** The 128 bits of a driver's id. */
export type DriverKey = bigint;

export interface Position extends LatLng {
  /** Clockwise from north. Negative: not known. */
  readonly bearingDegrees: number;
  readonly fixedAt: Instant;
}

/** What a shift says of its driver, at a version of it. */
export interface Standing {
  readonly shiftId: string;
  readonly version: number;
  readonly driver: DriverKey;
  readonly driverId: string;
  readonly tenancy: Tenancy;
  readonly serviceTypes: readonly string[];
  /** Whether the driver can be offered a job. */
  readonly free: boolean;
  /** Whether the shift goes on. */
  readonly live: boolean;
}

/** A driver on shift of whom there is a position. */
export interface PlacedDriver {
  readonly key: DriverKey;
  readonly position: Position;
  readonly standing: Standing;
}
