import { type Instant, type Millis } from '@hansom/platform-context';

import { type Fix, type NoFix, type Refusal } from './fix.ts';
import { type Judged, judgedAfter, NOTHING_JUDGED, refusalOf, type Rules } from './judge.ts';

/** How far back the recent fixes go, and how close together they are. */
export const RECENT_MS: Millis = 300_000;
export const RECENT_STEP_MS: Millis = 10_000;
/** A trip that started may be told of later than its fixes come. */
const UNTOLD_MS: Millis = 60_000;

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
  /** All good ones of the last minute. */
  readonly newest: readonly Fix[];
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
  return { track: after, judged };
}

/** The track of what was stored: some good fixes, in any order. */
export function trackOf(fixes: readonly Fix[]): Track {
  const rising = fixes.toSorted((a, b) => a.at - b.at);
  const last = rising.at(-1);
  if (!last) return NO_TRACK;
  const seq = rising.reduce((most, fix) => (fix.seq > most ? fix.seq : most), last.seq);
  return rising.reduce(moved, { ...NO_TRACK, judged: { seq, at: last.at, fix: last } });
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
    newest: [...track.newest, fix].filter(({ at }) => fix.at - at <= UNTOLD_MS),
  };
}
