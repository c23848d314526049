import { type CityFacts, summaryOf } from '@hansom/cli/city-check';
import { type Millis } from '@hansom/platform-context';
import { minutes } from '@hansom/shared-time';

import { type Deed, type Figures } from './deeds.ts';
import { cityTime, examine, isOnTrip, liveBookings } from './look.ts';
import { ridesIn } from './rides.ts';
import { byMessage } from './told.ts';
import { type UpCity } from './up-city.ts';

/** So many people sit in cars when a city is hurt. */
const FEWEST_ON_TRIP = 3;
/** The longest that a booking may take, in city time: `./hansom city check` says so too. */
const BOOKING_ENDS_WITHIN = minutes(40);
/** Money follows a ride in two minutes of city time: only then the check looks at it. */
const MONEY_FOLLOWS_WITHIN = minutes(3);
/** In real time: what was lost is made good by walks, which come by now and then. */
const CLEAN_WITHIN: Millis = 120_000;

/**
 * Hurts a city while people sit in cars. Then all bookings that were live when it began must come to an end, and the check must find nothing.
 * Rejects when they do not, or it does.
 */
export async function runPhase(city: UpCity, deed: Deed, seed: number): Promise<Figures> {
  const { told, speed, eventually, effects } = city;
  const before = new Set<string>();
  let from = NaN;
  await eventually('people sit in cars, and tell the time', async () => {
    const live = await liveBookings(city);
    from = await cityTime(city);
    before.clear();
    for (const { bookingId } of live) before.add(bookingId);
    return live.filter(isOnTrip).length >= FEWEST_ON_TRIP;
  });
  const [errorsBefore, failuresBefore] = [told.errors.length, told.failures.length];

  const own = await deed(city, seed);
  const ended = await eventually(
    'all bookings that were live have ended',
    async () => (await liveBookings(city)).every(({ bookingId }) => !before.has(bookingId)),
    BOOKING_ENDS_WITHIN / speed,
  );
  await effects.timers.sleep(MONEY_FOLLOWS_WITHIN / speed);
  const { facts, cleanAfter, looks } = await cleanFacts(city);

  const rides = ridesIn(facts, { from, to: facts.since });
  const summary = summaryOf(facts);
  return {
    ...own,
    'bookings live when it began': before.size,
    's after it until the last of them had ended': seconds(ended),
    's until the check found nothing': seconds(cleanAfter),
    'looks that it took': looks,
    'bookings checked': summary.bookings,
    'of them': Object.entries(summary.states)
      .map(([state, count]) => `${count} ${state.toLowerCase()}`)
      .join(', '),
    's that it lasted': seconds((facts.since - from) / speed),
    'rides completed': rides.completed,
    'longest s without one': seconds(rides.longestWithout / speed),
    'processes that failed': told.failures.length - failuresBefore,
    'errors in logs': byMessage(told.errors.slice(errorsBefore)).join('; ') || 'none',
  };
}

interface Clean {
  readonly facts: CityFacts;
  readonly cleanAfter: Millis;
  readonly looks: number;
}

/** What there is to check when the check finds nothing; rejects with what it finds otherwise. */
async function cleanFacts(city: UpCity): Promise<Clean> {
  let last: Awaited<ReturnType<typeof examine>> | undefined;
  let looks = 0;
  const isClean = async (): Promise<boolean> => {
    looks += 1;
    last = undefined; // of one that cannot look nothing is known
    last = await examine(city);
    return last.broken.length === 0;
  };
  const cleanAfter = await city
    .eventually('the check finds nothing', isClean, CLEAN_WITHIN)
    .catch((error: unknown) => {
      throw new Error(`the check finds:\n${last?.broken.join('\n') ?? 'no answer'}`, { cause: error });
    });
  if (!last) throw new TypeError('it held, so it was looked at');
  return { facts: last.facts, cleanAfter, looks };
}

function seconds(ms: Millis): number {
  return Math.round(ms / 100) / 10;
}
