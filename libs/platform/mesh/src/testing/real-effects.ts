import {
  domainClock,
  type Effects,
  idsFrom,
  instant,
  realMonotonic,
  realRandom,
  realTimers,
} from '@hansom/platform-context';
import { type LogLine, recordingLogger } from '@hansom/platform-context/testing';

/** Real time and randomness, for what goes over a real wire, and a log to read. */
export function realEffects(): Effects & { log: { lines: LogLine[] } } {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(0), at: monotonic.now(), speed: 1 }, monotonic);
  const random = realRandom();
  return {
    clock,
    monotonic,
    random,
    timers: realTimers(),
    ids: idsFrom(clock, random),
    log: recordingLogger(),
  };
}
