import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  consolePort: z.coerce.number().int().min(0).max(65_535).default(8000).describe('Where browsers call'),
  consoleHosts: z
    .array(z.string().regex(/^[a-z0-9.-]+$/))
    .default([])
    .describe('names that browsers call it by, beside those of this machine and bare addresses'),
  consolePage: z
    .string()
    .min(1)
    .optional()
    .describe('folder of the built page; without it `page` beside the bundle, or `dist/apps/console/page`'),
  roads: z
    .string()
    .min(1)
    .default('.hansom/roads')
    .describe('folder of road graphs, `<city>.roads`; `./hansom start` gives `<data>/roads`'),
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
