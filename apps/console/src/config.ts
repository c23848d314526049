import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  consolePort: z.coerce.number().int().min(0).max(65_535).default(8000).describe('Where browsers call'),
});

/** `console.json` in the layers of `deploy/config`. */
export const config = z.object({
  /** Requests of one person: so many at once, and as many again in each window. */
  rate: z
    .object({
      limit: z.number().int().positive().default(200),
      windowMs: z.number().int().positive().default(10_000),
    })
    .prefault({}),
});

export type ConsoleConfig = z.infer<typeof config>;
