import { type Fix } from './fix.ts';
import { isOfTrip, type Job } from './job.ts';

/** A number of a trace: its fix, or that it was refused. */
export interface TraceRow {
  readonly seq: bigint;
  /** Undefined: it was refused, so it is not missing. */
  readonly fix?: Fix | undefined;
}

/** The fixes of the trip among rows by rising number. */
export function fixesOfTrip(rows: readonly TraceRow[], job: Job): Fix[] {
  return rows.flatMap(({ fix }) => (fix && isOfTrip(job, fix.at) ? [fix] : []));
}

/**
 * Whether no number is missing: from `after` on (0: from the trip's first fix) up to `upTo` (0: up to the last there is). Without any fix of
 * the trip something is.
 */
export function isComplete(
  rows: readonly TraceRow[],
  job: Job,
  { after, upTo }: { after: bigint; upTo: bigint },
): boolean {
  const [first] = fixesOfTrip(rows, job);
  const from = after > 0n ? after : first && first.seq - 1n;
  if (from === undefined) return false;
  let last = from;
  for (const { seq } of rows) {
    if (seq <= from) continue;
    if (seq !== last + 1n) return false;
    last = seq;
  }
  return last >= upTo;
}
