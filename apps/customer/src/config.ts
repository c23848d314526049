import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `customer.json` in the layers of `deploy/config`. */
export const config = z.object({
  mostPlaces: z.number().int().min(1).max(50).default(50),
});

export type CustomerConfig = z.infer<typeof config>;
