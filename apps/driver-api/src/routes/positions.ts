import { Moment } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

const REASONS = [
  ...(['INACCURATE', 'NULL_ISLAND', 'FUTURE', 'TOO_FAST'] as const),
  ...(['OUT_OF_ORDER', 'STALE', 'INVALID'] as const),
] as const;

/** Any numbers: one that cannot be true is refused and counted by itself, and does not hold up the others of its batch. */
const Fix = z
  .object({
    seq: z.int().min(1).describe('The app’s own number: one more with every position, also over restarts.'),
    at: Moment,
    position: z.object({ lat: z.number(), lng: z.number() }).describe('Degrees, WGS 84.'),
    accuracyMetres: z.number(),
    speedMetresPerSecond: z.number().optional().describe('Negative, like none: not known.'),
    bearingDegrees: z.number().optional().describe('Clockwise from north. Negative, like none: not known.'),
  })
  .meta({ id: 'Fix' });

export type Fix = z.output<typeof Fix>;

/** Of one driver at once, oldest first. */
export const Fixes = z.array(Fix).min(1).max(100);

const Ack = z.object({
  ackSeq: z.int().describe('Every position that was sent up to this number was judged.'),
  accepted: z.int(),
  refused: z.array(z.object({ reason: z.enum(REASONS), count: z.int() })),
  nextIntervalMs: z.int().describe('How often to take a position now.'),
});

export type Ack = z.output<typeof Ack>;

export const sendPositions = route({
  ...{ method: 'POST', path: '/v1/positions', operation: 'sendPositions', tags: ['positions'] },
  summary: 'Sends positions, oldest first. What is acknowledged need not be sent again.',
  access: user('DRIVER'),
  body: z.object({ fixes: Fixes }),
  answers: { 202: Ack },
  errors: ['driver-api.positions_waiting'],
  rateLimit: { limit: 60, windowMs: 10_000 },
});

export { REASONS };
