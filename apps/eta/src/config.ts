import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  roads: z
    .string()
    .min(1)
    .default('.hansom/roads')
    .describe('folder of road graphs, `<city>.roads`; `./hansom start` gives `<data>/roads`'),
});

/** `eta.json` in the layers of `deploy/config`. */
export const config = z.object({
  /** A point further from any road than this is nowhere. */
  snapMetres: z.number().positive().max(2_000).default(500),
  /** Roads that are so little further off than the nearest are as likely: the other carriageway, a street beside it. */
  alikeMetres: z.number().nonnegative().max(100).default(20),
});

export type EtaConfig = z.infer<typeof config>;
