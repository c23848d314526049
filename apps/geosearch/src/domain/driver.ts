import { type Instant } from '@hansom/platform-context';
import { type Tenancy } from '@hansom/platform-identity';
import { type Chord, type LatLng } from '@hansom/shared-geo';

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

/** Whom a question is about. */
export interface Filter {
  readonly tenancy: Tenancy;
  /** Only those who serve it. */
  readonly serviceType?: string | undefined;
  readonly freeOnly: boolean;
  /** Only those whose fix is not older. */
  readonly freshSince: Instant;
}

/** A driver on shift who was found. */
export interface Found {
  readonly position: Position;
  readonly standing: Standing;
  /** How far off: the line through the unit sphere. */
  readonly chord: Chord;
}

export function matches(
  { tenancy, free, serviceTypes }: Pick<Standing, 'tenancy' | 'free' | 'serviceTypes'>,
  filter: Omit<Filter, 'freshSince'>,
): boolean {
  return (
    tenancy === filter.tenancy &&
    (free || !filter.freeOnly) &&
    (filter.serviceType === undefined || serviceTypes.includes(filter.serviceType))
  );
}
