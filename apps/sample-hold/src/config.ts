import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `sample-hold.json` in the layers of `deploy/config`. */
export const config = z.object({
  longestHoldMs: z.number().int().positive().default(3_600_000),
});

export type SampleHoldConfig = z.infer<typeof config>;
