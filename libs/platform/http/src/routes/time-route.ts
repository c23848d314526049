import { z } from '@hansom/platform-config';
import { type Clock } from '@hansom/platform-context';

import { open } from './access.ts';
import { implement, type Implemented } from './handler.ts';
import { route } from './route.ts';

export const getTime = route({
  method: 'GET',
  path: '/v1/time',
  operation: 'getTime',
  summary: 'The time that everything here is stamped with.',
  tags: ['api'],
  access: open(),
  answers: {
    200: z.object({
      now: z.iso.datetime().describe('domain time'),
      speed: z.number().describe('domain seconds that pass in a real one'),
    }),
  },
});

/** `GET /v1/time`, by the clock of the service. */
export function timeRoute(clock: Clock): Implemented<typeof getTime> {
  return implement(getTime, async () => ({
    status: 200,
    body: { now: new Date(clock.now()).toISOString(), speed: clock.speed },
  }));
}
