import { LatLng, Moment } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

const REASONS = [
  ...(['INACCURATE', 'NULL_ISLAND', 'FUTURE', 'TOO_FAST'] as const),
  ...(['OUT_OF_ORDER', 'STALE', 'INVALID'] as const),
] as const;

const Fix = z
  .object({
    seq: z.int().min(1).describe('The app’s own number: one more with every position, also over restarts.'),
    at: Moment,
    position: LatLng,
    accuracyMetres: z.number().min(0).max(100_000),
    speedMetresPerSecond: z.number().min(0).max(200).optional(),
    bearingDegrees: z.number().min(0).max(360).optional(),
  })
  .meta({ id: 'Fix' });

export const sendPositions = route({
  ...{ method: 'POST', path: '/v1/positions', operation: 'sendPositions', tags: ['positions'] },
  summary: 'Sends positions, oldest first. What is acknowledged need not be sent again.',
  access: user('DRIVER'),
  body: z.object({ fixes: z.array(Fix).min(1).max(100) }),
  answers: {
    202: z.object({
      ackSeq: z.int().describe('Every position up to this number was judged.'),
      accepted: z.int(),
      refused: z.array(z.object({ reason: z.enum(REASONS), count: z.int() })),
      nextIntervalMs: z.int().describe('How often to take a position now.'),
    }),
  },
  errors: ['driver-api.positions_waiting'],
  rateLimit: { limit: 60, windowMs: 10_000 },
});

export { REASONS };
