import type { Effects } from '../context.ts';
import { idsFrom } from '../ids.ts';
import { seededRandom } from '../random.ts';
import { FakeTime } from './fake-time.ts';
import { recordingLogger } from './recording-logger.ts';

export interface FakeEffects extends Effects {
  time: FakeTime;
  log: ReturnType<typeof recordingLogger>;
}

/** The effects of a spec: a clock moved by hand, seeded randomness, a log to read. */
export function fakeEffects(options: { seed?: number; time?: FakeTime } = {}): FakeEffects {
  const time = options.time ?? new FakeTime();
  const random = seededRandom(options.seed ?? 1);
  return {
    time,
    clock: time.clock,
    monotonic: time.monotonic,
    timers: time.timers,
    random,
    ids: idsFrom(time.clock, random),
    log: recordingLogger(),
  };
}
