import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`. */
export const settings = z.object({
  robotsDrivers: z.coerce.number().int().min(0).max(5_000).default(150).describe('robot drivers'),
  robotsRidesPerHour: z.coerce
    .number()
    .min(0)
    .max(100_000)
    .default(400)
    .describe('rides that robots ask for in an hour of city time'),
  robotsSeed: z.coerce.number().int().min(0).default(1).describe('decides who lives here, and what they do'),
  robotsCity: z
    .string()
    .regex(/^[a-z]{3}$/)
    .default('got')
    .describe('the city that they live in'),
  robotsRoads: z.string().min(1).default('.hansom/roads').describe('folder of road graphs: their sat-nav'),
  robotsRiderApi: z.url().default('http://127.0.0.1:8080').describe('the riders’ API'),
  robotsDriverApi: z.url().default('http://127.0.0.1:8081').describe('the drivers’ API'),
  robotsSocket: z.url().default('ws://127.0.0.1:8082/v1/socket').describe('where both are told what happens'),
});

const chance = z.number().min(0).max(1);
const span = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);

/** `robots.json` in the layers of `deploy/config`: what robots are like. Times are city time. */
export const config = z.object({
  /** Phones of riders and drivers: they must be of the test range. */
  riderPhones: z.string().default('+46700001'),
  driverPhones: z.string().default('+46700002'),
  driver: z
    .object({
      thinkMs: span.default([2_000, 8_000]),
      declines: chance.default(0.03),
      ignores: chance.default(0.02),
      cancels: chance.default(0.01),
      /** Chance to lose the network, in each minute. */
      tunnels: chance.default(0.01),
      tunnelMs: span.default([15_000, 60_000]),
      boardingMs: span.default([15_000, 60_000]),
      payingMs: span.default([8_000, 25_000]),
      standsMs: span.default([60_000, 300_000]),
      breakMs: span.default([120_000, 300_000]),
      noiseMetres: z.number().min(0).max(50).default(5),
    })
    .prefault({}),
  rider: z
    .object({
      paysByCard: chance.default(0.7),
      hasBadCard: chance.default(0.02),
      changesMind: chance.default(0.03),
      patienceMs: span.default([480_000, 900_000]),
    })
    .prefault({}),
});

export type RobotsConfig = z.infer<typeof config>;
