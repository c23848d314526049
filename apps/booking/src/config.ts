import { z } from '@hansom/platform-config';
import { days } from '@hansom/shared-time';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `booking.json` in the layers of `deploy/config`. What differs by city is in the city's own document. */
export const config = z.object({
  /** How long the payment of a new job may take to be made sure. */
  paymentMs: z.number().int().positive().default(300_000),
  /** The oldest fix that shows where a driver is. */
  freshFixMs: z.number().int().positive().default(30_000),
  /** Time from one look at a driver's way to the pickup to the next. */
  progressEveryMs: z.number().int().positive().default(30_000),
  /** After so long without progress the driver, then the operators are told, then the job is taken away. */
  stalled: z
    .object({
      driverMs: z.number().int().positive().default(60_000),
      operatorsMs: z.number().int().positive().default(120_000),
      lostMs: z.number().int().positive().default(180_000),
    })
    .prefault({}),
  /** After so long without a fix of a car on its trip the driver is asked, after as long again the operators are told. */
  silentTripMs: z.number().int().positive().default(180_000),
  /** After so long a trip that its driver ended is priced without him, where it could not be priced at once. */
  priceTripMs: z.number().int().positive().default(30_000),
  /** How far a driver must come nearer to count as making progress. */
  progressMetres: z.number().int().positive().default(50),
  /** The longest that a car waits at a pickup before the job is taken away. */
  longestWaitMs: z.number().int().positive().default(1_800_000),
  /** The longest trip: one that lasts longer is completed, flagged. Pricing knows no trip of more than a day. */
  longestTripMs: z.number().int().positive().max(days(1)).default(21_600_000),
});

export type BookingConfig = z.infer<typeof config>;
