import { type CityClock } from '../../../src/live/protocol.ts';

/** The city's time as the page knows it: what it was when a frame came, and how fast it passes. */
export interface ClockReading extends CityClock {
  /** When that was, by the page's monotonic clock: real milliseconds. */
  readonly readAt: number;
}

/** A frame that is told this late (real milliseconds) is believed: the city was stopped, or the laptop slept. */
const TOO_LATE_MS = 2_000;

/** City time at this monotonic moment. */
export function cityTimeAt({ now, speed, readAt }: ClockReading, moment: number): number {
  return now + (moment - readAt) * speed;
}

/**
 * The reading to go on with. A frame can only come late, never early: of two, the one that tells the later time is right, and time on the
 * page never jumps back for a slow one.
 */
export function nextReading(known: ClockReading | undefined, told: CityClock, moment: number): ClockReading {
  const fresh = { ...told, readAt: moment };
  if (known?.speed !== told.speed) return fresh;
  const behindMs = (cityTimeAt(known, moment) - told.now) / told.speed;
  return behindMs > 0 && behindMs < TOO_LATE_MS ? known : fresh;
}
