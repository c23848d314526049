import { z } from '@hansom/platform-config';

/** A city that the staff may see, and where it lies. */
export const SeenCity = z
  .object({
    code: z.string(),
    name: z.string(),
    timeZone: z.string().describe('IANA name: times are shown in it.'),
    currency: z.string(),
    bounds: z
      .object({ south: z.number(), west: z.number(), north: z.number(), east: z.number() })
      .describe('In degrees: where rides may begin.'),
  })
  .meta({ id: 'SeenCity' });

/** Who is signed in, and what they may see and do. */
export const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    cities: z.array(SeenCity),
    may: z.object({ changeTraffic: z.boolean(), seePhones: z.boolean() }),
  })
  .meta({ id: 'Me' });
