import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  driverApiPort: z.coerce.number().int().min(0).max(65_535).default(8081).describe('Where driver apps call'),
});

/** `driver-api.json` in the layers of `deploy/config`. */
export const config = z.object({
  /** Requests of one caller: so many at once, and as many again in each window. */
  rate: z
    .object({
      limit: z.number().int().positive().default(200),
      windowMs: z.number().int().positive().default(10_000),
    })
    .prefault({}),
  /** Positions of a city are handed on together: after so long, or when there are so many. */
  positions: z
    .object({
      everyMs: z.number().int().min(1).max(1_000).default(75),
      batch: z.number().int().min(1).max(128).default(128),
      /** The most that wait; beyond, apps are asked to come again. */
      waiting: z.number().int().positive().default(50_000),
    })
    .prefault({}),
  /** Connections over which apps send positions. Read at start. */
  sockets: z
    .object({
      connections: z.number().int().positive().default(25_000),
      heartbeatMs: z.number().int().min(100).default(30_000),
    })
    .prefault({}),
});

export type DriverApiConfig = z.infer<typeof config>;
