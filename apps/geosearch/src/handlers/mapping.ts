import { type Instant, instant } from '@hansom/platform-context';
import { type FieldCheck } from '@hansom/platform-errors';
import { fromWireTenancy, type Tenancy } from '@hansom/platform-identity';
import { type LatLng as WireLatLng, type Tenancy as WireTenancy } from '@hansom/proto-common';
import { type Hit } from '@hansom/proto-geosearch';
import { type Shift, ShiftState } from '@hansom/proto-shift';
import { isLatLng, type LatLng, metresOfChord } from '@hansom/shared-geo';
import { cityCheck, requireId } from '@hansom/shared-ids';

import { type GeosearchContext } from '../context.ts';
import { keyOfDriver } from '../domain/driver-key.ts';
import { type Found, type Standing } from '../domain/driver.ts';

const MOST_METRES = 50_000;
const OVER: readonly ShiftState[] = [ShiftState.ENDED, ShiftState.ABANDONED, ShiftState.UNSPECIFIED];

/** The fields that say where and for whom, which every question has. */
interface Around {
  city: string;
  at?: WireLatLng | undefined;
  radiusMetres: number;
  tenancy: WireTenancy;
}

export function aroundChecks({ city, at, radiusMetres, tenancy }: Around): FieldCheck[] {
  return [
    cityCheck(city),
    {
      field: 'at',
      rule: 'must be a point on the earth: latitude -90 to 90, longitude -180 to 180',
      holds: at !== undefined && isLatLng(at),
    },
    rangeCheck('radius_metres', radiusMetres, [1, MOST_METRES]),
    tenancyCheck(tenancy),
  ];
}

export function tenancyCheck(tenancy: WireTenancy): FieldCheck {
  return { field: 'tenancy', rule: 'must be live or robot', holds: fromWireTenancy(tenancy) !== undefined };
}

export function rangeCheck(field: string, value: number, [least, most]: [number, number]): FieldCheck {
  return { field, rule: `must be from ${least} to ${most}`, holds: value >= least && value <= most };
}

/** A point that was checked. */
export function toPoint(at: WireLatLng | undefined): LatLng {
  return { lat: at?.lat ?? NaN, lng: at?.lng ?? NaN };
}

/** Who can be found of a world that was checked. */
export function freshOf(
  ctx: GeosearchContext,
  tenancy: WireTenancy,
): { tenancy: Tenancy; freshSince: Instant } {
  const freshSince = instant(ctx.clock.now() - ctx.config.current.staleMs);
  return { tenancy: fromWireTenancy(tenancy) ?? 'live', freshSince };
}

export function toHit({ position, standing, chord }: Found, now: Instant): Hit {
  const { lat, lng, bearingDegrees, fixedAt } = position;
  return {
    shiftId: standing.shiftId,
    driverId: standing.driverId,
    position: { lat, lng },
    distanceMetres: Math.round(metresOfChord(chord)),
    bearingDegrees,
    fixAgeMs: Math.max(0, now - fixedAt),
    free: standing.free,
  };
}

/** What a shift says of its driver. Throws an InvalidId for one whose driver has no id. */
export function toStanding(shift: Shift): Standing {
  const { shiftId, version, driverId, tenancy, serviceTypes, state } = shift;
  return {
    shiftId,
    version,
    driver: keyOfDriver(requireId('driver', driverId, 'driver_id')),
    driverId,
    tenancy: fromWireTenancy(tenancy) ?? 'live',
    serviceTypes,
    free: state === ShiftState.FREE,
    live: !OVER.includes(state),
  };
}
