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

/** Real time and randomness, for what goes over a real wire. Domain time begins on a day in 2026. */
export function realEffects(): Effects {
  const monotonic = realMonotonic();
  const clock = domainClock(
    { base: instant(Date.UTC(2026, 0, 5)), at: monotonic.now(), speed: 1 },
    monotonic,
  );
  const random = realRandom();
  return { clock, monotonic, random, timers: realTimers(), ids: idsFrom(clock, random), log: silentLogger };
}
