export {
  type Clock,
  type ClockMapping,
  domainClock,
  type Instant,
  instant,
  later,
  type Millis,
  type Monotonic,
  type MonotonicInstant,
  monotonicInstant,
  realMonotonic,
} from './clock.ts';
export { type Effects, realEffects } from './context.ts';
export { type Ids, idsFrom } from './ids.ts';
export { type LogFields, type Logger, silentLogger } from './log.ts';
export { type Random, realRandom, seededRandom } from './random.ts';
export { realTimers, sleepWith, type Timers } from './timers.ts';
