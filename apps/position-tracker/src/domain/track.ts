import { type Instant, type Millis } from '@hansom/platform-context';

import { type Fix, type NoFix, type Refusal } from './fix.ts';
import { type Judged, judgedAfter, NOTHING_JUDGED, refusalOf, type Rules } from './judge.ts';
import { plausible, type TraceRow } from './trace-page.ts';

/** How far back the recent fixes go, and how close together they are. */
export const RECENT_MS: Millis = 300_000;
export const RECENT_STEP_MS: Millis = 10_000;
/** A trip that started may be told of later than its fixes come: by a minute of those of a driver with a job. */
const UNTOLD = 32;

/** A fix, and what became of it. */
export interface JudgedFix {
  readonly fix: Fix | NoFix;
  readonly refusal: Refusal | undefined;
}

/** What is known of the way of one driver. Immutable: what is not stored did not happen. */
export interface Track {
  readonly judged: Judged;
  /** The last good fix. */
  readonly last?: Fix | undefined;
  /** Of the last 5 minutes, by rising time, at most one in 10 s. */
  readonly recent: readonly Fix[];
  /** The last that came in order, whatever became of them. */
  readonly newest: readonly (Fix | NoFix)[];
}

export const NO_TRACK: Track = { judged: NOTHING_JUDGED, recent: [], newest: [] };

/** Judges fixes one after the other, and gives the track behind them. */
export function followed(
  track: Track,
  fixes: readonly (Fix | NoFix)[],
  asked: { rules: Rules; now: Instant },
): { track: Track; judged: JudgedFix[] } {
  const judged: JudgedFix[] = [];
  let after = track;
  for (const fix of fixes) {
    const refusal = refusalOf(fix, after.judged, asked);
    judged.push({ fix, refusal });
    after = { ...after, judged: judgedAfter(after.judged, fix, refusal) };
    if (fix.at !== undefined && refusal === undefined) after = moved(after, fix);
  }
  const came = judged.flatMap(({ fix, refusal }) => (refusal === 'out_of_order' ? [] : [fix]));
  return { track: { ...after, newest: [...track.newest, ...came].slice(-UNTOLD) }, judged };
}

/** What was stored of a driver. */
export interface Stored {
  /** Some good fixes, in any order. */
  readonly recent: readonly Fix[];
  /** The last rows of the trace of a running job, by rising number. */
  readonly traced: readonly TraceRow[];
}

/** The track of what was stored. */
export function trackOf({ recent, traced }: Stored, rules: Rules): Track {
  const driven = plausible(
    traced.flatMap(({ fix }) => fix ?? []),
    rules,
  );
  const rising = [...recent, ...driven].toSorted((a, b) => a.at - b.at);
  const seq = [...recent, ...traced].reduce(
    (most, row) => (row.seq > most ? row.seq : most),
    NO_TRACK.judged.seq,
  );
  const last = rising.at(-1);
  const track: Track = { ...NO_TRACK, judged: { seq, at: last?.at, fix: last } };
  return { ...rising.reduce(moved, track), newest: rising.slice(-UNTOLD) };
}

/** The recent fixes, as seen now. */
export function recentOf({ recent }: Track, now: Instant): Fix[] {
  return recent.filter(({ at }) => now - at <= RECENT_MS);
}

/** Which of the steps of 10 s a fix lies in. */
export function stepOf(at: Instant): number {
  return Math.floor(at / RECENT_STEP_MS);
}

function moved(track: Track, fix: Fix): Track {
  const before = track.recent.at(-1);
  const isNewStep = !before || stepOf(before.at) !== stepOf(fix.at);
  const recent = isNewStep ? [...track.recent, fix] : track.recent;
  return {
    ...track,
    last: fix,
    recent: recent.filter(({ at }) => fix.at - at <= RECENT_MS),
  };
}
