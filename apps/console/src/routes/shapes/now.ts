import { z } from '@hansom/platform-config';

import { type Now as LiveNow } from '../../live/protocol.ts';

const count = z.int().min(0);
const cityMillis = z.int().describe('City time, in milliseconds since 1970.');
const span = z.number().describe('In milliseconds of city time.');

const Sum = z.object({ amountMinor: z.int(), currency: z.string() }).meta({ id: 'Sum' });

/** What drivers on shift are doing. */
const Drivers = z
  .object({
    ...{ FREE: count, OFFERED: count, TO_PICKUP: count, AT_PICKUP: count },
    ...{ ON_TRIP: count, PAYING: count, BREAK: count, STREET_HAIL: count },
  })
  .meta({ id: 'DriversNow' });

/** What riders with a job that is not over are doing. */
const Riders = z
  .object({ withoutCar: count, awaitingCar: count, atCar: count, onTrip: count })
  .meta({ id: 'RidersNow' });

const Wait = z
  .object({ mean: span, p95: span })
  .meta({ id: 'Wait', description: 'From the booking to the car at the pickup.' });

const matchRate = z
  .number()
  .min(0)
  .max(1)
  .optional()
  .describe('Jobs that got a driver, of those whose search came to an end. Absent without one.');

/** The city in figures. */
export const Now = z
  .object({
    drivers: Drivers,
    riders: Riders,
    lastHour: z
      .object({
        ...{ completed: count, cancelled: count, noShow: count, noDriver: count, notPaid: count },
        wait: Wait.optional(),
        matchRate,
        takings: z.array(Sum).describe('What riders paid, before refunds.'),
      })
      .describe('Of the last hour of city time, or of `knownFor` where that is shorter.'),
    knownFor: span.describe('For how long the console has listened, at the most an hour of city time.'),
  })
  .meta({ id: 'Now' }) satisfies z.ZodType<LiveNow>;

/** The city at a minute of its time. */
export const Sample = z
  .object({
    at: cityMillis,
    drivers: Drivers,
    riders: Riders,
    completed: count.describe('In the hour before.'),
    noDriver: count.describe('Alike.'),
    wait: Wait.optional(),
    matchRate,
  })
  .meta({ id: 'Sample' });

export type Sample = z.output<typeof Sample>;

/** Where somebody asked for a ride. */
export const Pickup = z
  .object({ at: z.object({ lat: z.number(), lng: z.number() }), askedAt: cityMillis })
  .meta({ id: 'Pickup' });

export type Pickup = z.output<typeof Pickup>;
