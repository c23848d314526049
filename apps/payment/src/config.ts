import { z } from '@hansom/platform-config';
import { days, hours, minutes, seconds } from '@hansom/shared-time';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

const rate = z.number().min(0).max(1).default(0);

/** `payment.json` in the layers of `deploy/config`. Percentages are plain decimals. */
export const config = z.object({
  /** How much of a quote is held, as a meter may show more. */
  holdPercent: z.number().min(100).max(300).default(120),
  /** The company's share of what a driver earns. */
  commissionPercent: z.number().min(0).max(100).default(15),
  /** Pauses before what could not be taken is tried again; then the rider owes it. Domain time. */
  captureRetryMs: z
    .array(z.number().int().positive())
    .default([minutes(1), minutes(5), minutes(30), hours(6), days(1)]),
  /** Cash of which its driver says nothing for so long counts as collected. Domain time. */
  presumeCollectedMs: z.number().int().positive().default(days(1)),
  /** Cards that a rider may have on file. */
  mostMethods: z.number().int().min(1).max(100).default(10),
  /** How often the simulated provider does what real ones do, beside what its test cards ask for. */
  simulator: z
    .object({
      /** Does it, and does not answer. */
      silentRate: rate,
      /** Answers with an error, and does nothing. */
      errorRate: rate,
      /** Answers late. */
      slowRate: rate,
      slowMs: z.number().int().min(0).max(seconds(10)).default(seconds(2)),
      /** Says no. */
      declineRate: rate,
      /** Tells of a hold twice. */
      doubledNoticeRate: rate,
    })
    .prefault({}),
});

export type PaymentConfig = z.infer<typeof config>;
