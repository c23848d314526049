import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

const Bounds = z
  .object({ south: z.number(), west: z.number(), north: z.number(), east: z.number() })
  .meta({ id: 'Bounds' });

export const Streets = z
  .object({
    attribution: z.string().describe('To be shown wherever the streets are.'),
    bounds: Bounds,
    packed: z
      .string()
      .describe(
        'Lines with class and name in delta-coded bytes, in the zlib format, in base64: see packed-streets.ts.',
      ),
  })
  .meta({ id: 'Streets' });

export const getStreets = route({
  ...{ method: 'GET', path: '/v1/cities/{city}/streets', operation: 'getStreets', tags: ['city'] },
  summary: 'Gives the streets of a city, to draw its map of.',
  access: user(),
  etag: true,
  params: z.object({ city: z.string().regex(/^[a-z]{3}$/) }),
  answers: { 200: Streets },
  errors: ['console.no_city', 'console.no_streets'],
});
