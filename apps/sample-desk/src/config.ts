import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `sample-desk.json` in the layers of `deploy/config`. */
export const config = z.object({
  holdMs: z.number().int().positive().default(120_000),
});

export type SampleDeskConfig = z.infer<typeof config>;
