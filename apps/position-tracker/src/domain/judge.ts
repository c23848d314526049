import { type Instant, type Millis } from '@hansom/platform-context';
import { greatCircleMetres } from '@hansom/shared-geo';

import { type Fix, type NoFix, type Refusal } from './fix.ts';

/** What a receiver without a fix tells: zero, also when it is off by a rounding. Ten metres. */
const NULL_ISLAND_DEGREES = 0.0001;

/** What cannot be true. */
export interface Rules {
  readonly worstAccuracyMetres: number;
  readonly mostAheadMs: Millis;
  readonly topMetresPerSecond: number;
  readonly staleMs: Millis;
  readonly renumberedMs: Millis;
}

/** What is known of a driver when a fix is judged. */
export interface Judged {
  /** The highest number that was judged. */
  readonly seq: bigint;
  /** When the last one that may be true was taken. */
  readonly at?: Instant | undefined;
  /** The last fix that may be true. */
  readonly fix?: Fix | undefined;
}

export const NOTHING_JUDGED: Judged = { seq: -1n };

/** Why a fix is refused; undefined when it is good. Looks at each fix by itself, then at its place among the others, then at its age. */
export function refusalOf(
  fix: Fix | NoFix,
  judged: Judged,
  { rules, now }: { rules: Rules; now: Instant },
): Refusal | undefined {
  if (fix.at === undefined) return 'invalid';
  return (
    impossible(fix, rules, now) ??
    misplaced(fix, judged, rules) ??
    (now - fix.at > rules.staleMs ? 'stale' : undefined)
  );
}

/** What is known once a fix was judged. A stale one is true as well. */
export function judgedAfter(judged: Judged, fix: Fix | NoFix, refusal: Refusal | undefined): Judged {
  if (refusal === 'out_of_order') return judged;
  const isTrue = fix.at !== undefined && (refusal === undefined || refusal === 'stale');
  return isTrue ? { seq: fix.seq, at: fix.at, fix } : { ...judged, seq: fix.seq };
}

/** What is wrong with a fix whoever took it. */
export function impossible(
  { lat, lng, accuracyMetres, at }: Fix,
  rules: Rules,
  now: Instant,
): Refusal | undefined {
  if (!(accuracyMetres <= rules.worstAccuracyMetres)) return 'inaccurate';
  if (Math.abs(lat) < NULL_ISLAND_DEGREES && Math.abs(lng) < NULL_ISLAND_DEGREES) return 'null_island';
  return at - now > rules.mostAheadMs ? 'future' : undefined;
}

function misplaced(fix: Fix, judged: Judged, rules: Rules): Refusal | undefined {
  if (fix.seq <= judged.seq && !isRenumbered(fix, judged, rules)) return 'out_of_order';
  if (!judged.fix || follows(judged.fix, fix, rules)) return undefined;
  return fix.at <= judged.fix.at ? 'out_of_order' : 'too_fast';
}

/** Whether the app counts anew: much later, and yet a lower number. */
function isRenumbered({ at }: Fix, judged: Judged, { renumberedMs }: Rules): boolean {
  return judged.at !== undefined && at - judged.at > renumberedMs;
}

/** Whether a car can have been at the one, and later at the other. */
export function follows(before: Fix, fix: Fix, { topMetresPerSecond }: Rules): boolean {
  const seconds = (fix.at - before.at) / 1000;
  return seconds > 0 && greatCircleMetres(before, fix) <= topMetresPerSecond * seconds;
}
