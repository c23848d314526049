import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

const millis = () => z.number().int().positive();

/** `shift.json` in the layers of `deploy/config`. */
export const config = z.object({
  /** The oldest fix with which a driver goes on shift. */
  freshFixMs: millis().default(30_000),
  /** How long after its deadline an offer that nobody answered ends by itself. */
  claimGraceMs: millis().default(5_000),
  /** The longest that an offer may be open, from when its id was made. */
  longestOfferMs: millis().default(60_000),
  /** After so many offers in a row that a driver let pass, a break. */
  ignoredLimit: z.number().int().positive().default(3),
  /** The longest that a driver waits for a fare to be paid. */
  payingMs: millis().default(120_000),
  /** A free driver who has been silent for so long has gone. */
  silenceMs: millis().default(300_000),
  /** The longest shift. */
  longestShiftMs: millis().default(43_200_000),
});

export type ShiftConfig = z.infer<typeof config>;
