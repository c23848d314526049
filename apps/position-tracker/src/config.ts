import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `position-tracker.json` in the layers of `deploy/config`. Times of fixes are domain time. */
export const config = z.object({
  worstAccuracyMetres: z.number().positive().default(100),
  mostAheadMs: z.number().int().positive().default(30_000),
  topMetresPerSecond: z.number().positive().default(55),
  /** An older fix does not say where the car is. */
  staleMs: z.number().int().positive().default(60_000),
  /** Numbers that begin anew so long after the last fix are those of an app that was installed again. */
  renumberedMs: z.number().int().positive().default(60_000),
  /** How often an app takes a fix. */
  freeIntervalMs: z.number().int().positive().default(5_000),
  busyIntervalMs: z.number().int().positive().default(2_000),
  /** Of a running job, at most one position in this is told. */
  announceMs: z.number().int().nonnegative().default(1_000),
});

export type PositionTrackerConfig = z.infer<typeof config>;
