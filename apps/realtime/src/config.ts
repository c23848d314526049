import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  realtimePort: z.coerce.number().int().min(0).max(65_535).default(8082).describe('Where apps connect'),
});

/** `realtime.json` in the layers of `deploy/config`. */
export const config = z.object({
  heartbeatMs: z.number().int().min(100).default(10_000),
  /** At the most. Read at start. */
  connections: z.number().int().positive().default(25_000),
  /** What an app can be told again after it lost its connection: so many events, so long. Real time. */
  replay: z
    .object({
      events: z.number().int().min(1).max(10_000).default(500),
      keptMs: z.number().int().min(1_000).default(300_000),
    })
    .prefault({}),
  /** Positions of a job are told at most this often. Real time. */
  positionEveryMs: z.number().int().min(100).default(1_000),
});

export type RealtimeConfig = z.infer<typeof config>;
