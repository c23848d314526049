import { type Millis } from '@hansom/platform-context';

/** How long things may take, and how often they are done (real time). */
export interface Timings {
  /** A request waits for Redis no longer than this. */
  readonly commandMs: Millis;
  /** And before that, while its own process is about to subscribe, no longer than this. */
  readonly seatMs: Millis;
  /** What no request waits for - connecting, the heartbeat - may take as long as this. */
  readonly patienceMs: Millis;
  /** Between two heartbeats: each says whether Redis is there, and still the same. */
  readonly heartbeatMs: Millis;
  /** Until the next try while it is away. */
  readonly retryMs: Millis;
  /** A subscriber that gets no place tries again after a pause that doubles from `retryMs` up to this. */
  readonly longestRetryMs: Millis;
  /** How often those who walk are told to while it is away. */
  readonly walkMs: Millis;
  /** A read waits so long for events before it asks again. */
  readonly blockMs: Millis;
  /** Between two looks at what became of a group's other members. */
  readonly sweepMs: Millis;
  /** A member of a group that was silent for so long is dead: the others take over what it held. More than twice `blockMs` and `sweepMs`. */
  readonly deadMs: Millis;
}

export const TIMINGS: Timings = {
  commandMs: 150,
  seatMs: 40,
  patienceMs: 1_000,
  heartbeatMs: 500,
  retryMs: 250,
  longestRetryMs: 5_000,
  walkMs: 3_000,
  blockMs: 1_000,
  sweepMs: 5_000,
  deadMs: 15_000,
};
