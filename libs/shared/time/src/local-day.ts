import { addDays, type LocalDate, type LocalTime, utcOf } from './calendar.ts';
import { hours } from './duration.ts';
import { type EpochMs, localOf, offsetMs, type TimeZone } from './zone.ts';

const MIDNIGHT: LocalTime = { hour: 0, minute: 0 };

/**
 * When the clocks of a zone show `time` on `date`, by one rule for every day: the first instant at which they do; and
 * when they are put forward over it, the instant at which that happens. So a time that occurs twice is its first
 * occurrence, a time that does not occur is the end of the gap, and every day has exactly one instant for each time.
 *
 * Throws a RangeError for no such date or time (February 30, 24:00).
 */
export function instantOf(date: LocalDate, time: LocalTime, zone: TimeZone): EpochMs {
  const shown = utcOf(date, time);
  // Zones lie between UTC-12 and UTC+14, so at most one change of the offset can matter, and it lies between these.
  const before = offsetMs(shown - hours(15), zone);
  const after = offsetMs(shown + hours(13), zone);
  const shows = [shown - before, shown - after].filter((at) => at + offsetMs(at, zone) === shown);
  return shows.length > 0 ? Math.min(...shows) : endOfGap(shown - after, shown - before, zone);
}

/** The first instant of the local day in which `at` lies: midnight, or the end of a gap that begins at midnight. */
export function startOfDay(at: EpochMs, zone: TimeZone): EpochMs {
  return instantOf(localOf(at, zone), MIDNIGHT, zone);
}

/** The next instant after `at`, never `at` itself, that `instantOf` gives for `time`: at most once a local day. */
export function nextLocalTime(at: EpochMs, time: LocalTime, zone: TimeZone): EpochMs {
  for (let date: LocalDate = localOf(at, zone); ; date = addDays(date, 1)) {
    const next = instantOf(date, time, zone);
    if (next > at) return next;
  }
}

/** The first instant with the new offset, between one before the change and one at or after it. */
function endOfGap(before: EpochMs, after: EpochMs, zone: TimeZone): EpochMs {
  const offset = offsetMs(after, zone);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, zone) === offset) high = middle;
    else low = middle;
  }
  return high;
}
