import { z } from '@hansom/platform-config';
import { testRange } from '@hansom/platform-identity';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  customerApiPort: z.coerce.number().int().min(0).max(65_535).default(8080).describe('Where rider apps call'),
});

/** `customer-api.json` in the layers of `deploy/config`. */
export const config = z.object({
  testRange,
  /** The radius in which cars count as nearby. */
  nearbyMetres: z.number().int().min(100).max(50_000).default(3_000),
  /** How many cars are shown at the most. */
  nearbyCars: z.number().int().min(1).max(50).default(10),
  /** Requests of one caller: so many at once, and as many again in each window. */
  rate: z
    .object({
      limit: z.number().int().positive().default(100),
      windowMs: z.number().int().positive().default(10_000),
    })
    .prefault({}),
});

export type CustomerApiConfig = z.infer<typeof config>;
