import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's. */
export const settings = z.object({});

/** `sample-hold.json` in the configuration's layers. */
export const config = z.object({
  longestHoldMs: z
    .number()
    .int()
    .positive()
    .describe('longest time a place can be held without being confirmed'),
});

export type HoldConfig = z.infer<typeof config>;
