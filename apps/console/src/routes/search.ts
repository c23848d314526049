import { Moment } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

import { Missing } from './shapes/missing.ts';

/** Something that was found. */
export const Hit = z
  .object({
    kind: z.enum(['booking', 'driver', 'rider']),
    id: z.string(),
    city: z.string().optional().describe('Absent for riders: they travel.'),
    title: z.string(),
    detail: z.string(),
    at: Moment.optional().describe('When a ride was booked.'),
  })
  .meta({ id: 'Hit' });

export type Hit = z.output<typeof Hit>;

export const search = route({
  ...{ method: 'GET', path: '/v1/search', operation: 'search', tags: ['stories'], access: user() },
  summary: 'Finds rides, drivers and riders by id, phone, name or plate. At most 50 hits, the best first.',
  query: z.object({
    q: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .describe('An id, a phone number, the beginning of a name or of a plate.'),
    city: z
      .string()
      .regex(/^[a-z]{3}$/)
      .optional()
      .describe('Only drivers and rides of this city.'),
  }),
  answers: { 200: z.object({ hits: z.array(Hit), missing: z.array(Missing) }) },
  errors: ['console.no_city'],
});
