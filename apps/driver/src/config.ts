import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `driver.json` in the layers of `deploy/config`. */
export const config = z.object({
  /** Whether complete applications of robot accounts, and their renewals, are approved by rule, without a person. */
  approveTestRange: z.boolean().default(false),
  /** How long after they were handed in. */
  approveAfterMs: z.number().int().nonnegative().default(1_000),
});

export type DriverConfig = z.infer<typeof config>;
