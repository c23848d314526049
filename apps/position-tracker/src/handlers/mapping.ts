import { instant } from '@hansom/platform-context';
import { type FieldCheck } from '@hansom/platform-errors';
import { type Fix as WireFix, FixRefusal, type RefusedFixes } from '@hansom/proto-position-tracker';
import { isLatLng } from '@hansom/shared-geo';
import { cityOf, parseId } from '@hansom/shared-ids';

import { type Fix, type NoFix, type Refusal } from '../domain/fix.ts';
import { type JudgedFix } from '../domain/track.ts';

const MOST_METRES_PER_SECOND = 200;
const MOST_DEGREES = 360;

const REASONS: Readonly<Record<Refusal, FixRefusal>> = {
  invalid: FixRefusal.INVALID,
  inaccurate: FixRefusal.INACCURATE,
  null_island: FixRefusal.NULL_ISLAND,
  future: FixRefusal.FUTURE,
  too_fast: FixRefusal.TOO_FAST,
  out_of_order: FixRefusal.OUT_OF_ORDER,
  stale: FixRefusal.STALE,
};

/** A driver of the city. */
export function driverCheck(field: string, driverId: string, city: string): FieldCheck {
  const parsed = parseId('driver', driverId);
  if (!parsed.ok) return { field, rule: parsed.rule, holds: false };
  return { field, rule: `must be a driver of ${city}`, holds: cityOf(parsed.id) === city };
}

/** A fix, or that there is none under this number. */
export function toFix({ seq, at, position, accuracyMetres, ...fix }: WireFix): Fix | NoFix {
  const time = at?.getTime() ?? NaN;
  if (!position || !isLatLng(position) || !Number.isFinite(time) || !(accuracyMetres >= 0)) return { seq };
  return {
    seq,
    at: instant(time),
    lat: position.lat,
    lng: position.lng,
    accuracyMetres,
    metresPerSecond: knownOf(fix.speedMetresPerSecond, MOST_METRES_PER_SECOND),
    bearingDegrees: knownOf(fix.bearingDegrees, MOST_DEGREES),
  };
}

export function toWireFix({
  seq,
  at,
  lat,
  lng,
  accuracyMetres,
  metresPerSecond,
  bearingDegrees,
}: Fix): WireFix {
  return {
    seq,
    at: new Date(at),
    position: { lat, lng },
    accuracyMetres,
    speedMetresPerSecond: metresPerSecond,
    bearingDegrees,
  };
}

/** How many were refused, by reason. */
export function refusedOf(judged: readonly JudgedFix[]): RefusedFixes[] {
  const counts = new Map<FixRefusal, number>();
  for (const { refusal } of judged) {
    const reason = refusal && REASONS[refusal];
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, fixCount]) => ({ reason, fixCount }));
}

/** What no receiver can have measured is not known. */
function knownOf(value: number, most: number): number {
  return value >= 0 && value <= most ? value : -1;
}
