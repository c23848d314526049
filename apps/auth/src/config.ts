import { z } from '@hansom/platform-config';
import { testRange } from '@hansom/platform-identity';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

const ms = (otherwise: number) => z.number().int().positive().default(otherwise);

/** At most `max` within any `windowMs` of domain time. */
const limit = z.object({
  max: z.number().int().min(1).max(1000),
  windowMs: z.number().int().min(1000).max(DAY_MS),
});

/** `auth.json` in the layers of `deploy/config`. Times are domain time. */
export const config = z.object({
  testRange,
  codes: z
    .object({
      lifeMs: ms(10 * MINUTE_MS),
      wrongAnswers: z.number().int().min(1).max(20).default(5),
      /** To a number, asked for from one address: whoever asks for somebody else's keeps out himself. */
      perNumberAndAddress: z
        .array(limit)
        .min(1)
        .default([
          { max: 3, windowMs: 10 * MINUTE_MS },
          { max: 5, windowMs: HOUR_MS },
        ]),
      /** From all addresses together: nobody is sent messages without end. */
      perNumber: z
        .array(limit)
        .min(1)
        .default([{ max: 15, windowMs: HOUR_MS }]),
      perAddress: z
        .array(limit)
        .min(1)
        .default([{ max: 10, windowMs: HOUR_MS }]),
    })
    .prefault({}),
  signIns: z
    .object({
      /** Of a number or name from one address: whoever guesses keeps out himself. */
      perNumberAndAddress: z
        .array(limit)
        .min(1)
        .default([{ max: 10, windowMs: 15 * MINUTE_MS }]),
      /** From all addresses together. */
      perNumber: z
        .array(limit)
        .min(1)
        .default([{ max: 100, windowMs: 15 * MINUTE_MS }]),
      perAddress: z
        .array(limit)
        .min(1)
        .default([{ max: 60, windowMs: 15 * MINUTE_MS }]),
    })
    .prefault({}),
  sessions: z.object({ lifeMs: ms(30 * DAY_MS), graceMs: ms(30_000) }).prefault({}),
  /** Real time, unlike the others: so long has a person to follow a link, however fast the clock of the city runs. */
  linkLifeMs: ms(10 * MINUTE_MS),
  keyLifeMs: z
    .number()
    .int()
    .min(HOUR_MS)
    .default(30 * DAY_MS),
});

export type AuthConfig = z.infer<typeof config>;
export type Limit = z.infer<typeof limit>;
