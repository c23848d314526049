import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `geosearch.json` in the layers of `deploy/config`. */
export const config = z.object({
  /** A driver whose last fix is older than this cannot be found. Domain time. */
  staleMs: z.number().int().positive().default(15_000),
  /** A position that was not renewed for so long is forgotten. Domain time. */
  forgetMs: z.number().int().positive().default(300_000),
  /** How often who is on shift is listed again, in case an event was missed. Real time. */
  listMs: z.number().int().positive().default(30_000),
  /** A city that nobody asked for so long is dropped. Real time. */
  idleMs: z.number().int().positive().default(60_000),
  /** A driver's last position is written at most so often. Real time. */
  writeMs: z.number().int().positive().default(10_000),
  /** What is older than this is not worth writing. Domain time. */
  writeStaleMs: z.number().int().positive().default(10_000),
});

export type GeosearchConfig = z.infer<typeof config>;
