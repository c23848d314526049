import { type Fix } from './fix.ts';
import { isOfTrip, type Job } from './job.ts';
import { follows, type Rules } from './judge.ts';

/** A number of a trace: its fix, or that it was refused. */
export interface TraceRow {
  readonly seq: bigint;
  /** Undefined: it was refused, so it is not missing. */
  readonly fix?: Fix | undefined;
}

/**
 * The fixes of the trip among rows by rising number: each may follow the one before it. Only what is stored says which they are, so they are the
 * same in whatever order it came.
 */
export function fixesOfTrip(rows: readonly TraceRow[], job: Job, rules: Rules): Fix[] {
  return plausible(
    rows.flatMap(({ fix }) => (fix && isOfTrip(job, fix.at) ? [fix] : [])),
    rules,
  );
}

/** Leaves out what is not later than the fix before it, or farther off than anything drives. */
export function plausible(fixes: readonly Fix[], rules: Rules): Fix[] {
  const kept: Fix[] = [];
  let last: Fix | undefined;
  for (const fix of fixes) {
    if (last && !follows(last, fix, rules)) continue;
    kept.push(fix);
    last = fix;
  }
  return kept;
}

/**
 * Whether no number is missing: from `after` on (0: from the trip's first fix) up to `upTo` (0: up to the trip's last fix). Without any
 * fix of the trip something is.
 */
export function isComplete(
  rows: readonly TraceRow[],
  job: Job,
  { after, upTo }: { after: bigint; upTo: bigint },
): boolean {
  const trip = rows.filter(({ fix }) => fix && isOfTrip(job, fix.at));
  const from = after > 0n ? after : trip[0] && trip[0].seq - 1n;
  if (from === undefined) return false;
  const end = upTo > 0n ? upTo : (trip.at(-1)?.seq ?? from);
  const numbers = rows.filter(({ seq }) => seq > from && seq <= end);
  return BigInt(numbers.length) === (end > from ? end - from : 0n);
}
