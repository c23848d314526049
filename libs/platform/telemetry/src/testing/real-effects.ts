import {
  domainClock,
  type Effects,
  idsFrom,
  instant,
  realMonotonic,
  realRandom,
  realTimers,
  silentLogger,
} from '@hansom/platform-context';

/** Real time and randomness. Domain time begins in 1970 and runs fast, so that whatever takes it for real time shows. */
export function realEffects(): Effects {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(0), at: monotonic.now(), speed: 50 }, monotonic);
  const random = realRandom();
  return { clock, monotonic, random, timers: realTimers(), ids: idsFrom(clock, random), log: silentLogger };
}
