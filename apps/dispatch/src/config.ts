import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `dispatch.json` in the layers of `deploy/config`. What differs by city is in the city's own document. */
export const config = z.object({
  /** How late an acceptance may come, for the network's sake. */
  graceMs: z.number().int().nonnegative().default(1_000),
  /** How long an offer may take until it is sent. */
  sendMs: z.number().int().positive().default(3_000),
  /** Time from one attempt to settle an accepted offer to the next. */
  settleMs: z.number().int().positive().default(5_000),
  /** Offers of a wave after so many waves without success. */
  broadcastAfterWaves: z.number().int().positive().default(2),
  broadcastOffers: z.number().int().positive().default(3),
  /** The most jobs that one batch of a city looks at. */
  batchJobs: z.number().int().positive().default(500),
  /** The most drivers that are considered for one job. */
  candidates: z.number().int().min(1).max(200).default(20),
  /** What a second of waiting is worth in seconds of a driver's way. */
  ageFactor: z.number().min(0).max(10).default(0.5),
  /** The most that a driver who has long had no offer is preferred by. */
  fairnessMs: z.number().int().nonnegative().default(30_000),
  /** Pairs of a job and a driver up to which the assignment is the best one; beyond, the shortest pairs come first. */
  exactPairs: z.number().int().positive().default(40_000),
  /** How long an instance has a city after its last sign of life. */
  leaseMs: z.number().int().positive().default(10_000),
  /** How often offers and shifts are compared. */
  reconcileMs: z.number().int().positive().default(30_000),
});

export type DispatchConfig = z.infer<typeof config>;
