import { route, user } from '@hansom/platform-http';

import { Me } from './shapes/me.ts';

export const getMe = route({
  ...{ method: 'GET', path: '/v1/me', operation: 'getMe', tags: ['session'], access: user() },
  summary: 'Tells who is signed in, what they may do, and the cities that they may see.',
  answers: { 200: Me },
});
