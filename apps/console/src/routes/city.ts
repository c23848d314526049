import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

import { Now, Pickup, Sample } from './shapes/now.ts';

const ofCity = {
  tags: ['city'],
  access: user(),
  params: z.object({ city: z.string().regex(/^[a-z]{3}$/) }),
  errors: ['console.no_city', 'console.city_loading'],
} as const;

export const getNow = route({
  ...{ method: 'GET', path: '/v1/cities/{city}/now', operation: 'getNow', ...ofCity },
  summary: 'Tells what drivers and riders of a city are doing, and how the last hour went.',
  answers: { 200: Now },
});

export const getHistory = route({
  ...{ method: 'GET', path: '/v1/cities/{city}/history', operation: 'getHistory', ...ofCity },
  summary: 'Tells what getNow would have told at each minute of the last 6 hours of city time.',
  answers: {
    200: z.object({
      samples: z.array(Sample).describe('Oldest first; none from before the console knew the city.'),
    }),
  },
});

export const getDemand = route({
  ...{ method: 'GET', path: '/v1/cities/{city}/demand', operation: 'getDemand', ...ofCity },
  summary: 'Tells where rides were asked for in the last 30 minutes of city time.',
  answers: { 200: z.object({ points: z.array(Pickup).describe('At most 5000, the newest first.') }) },
});
