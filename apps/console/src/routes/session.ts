import { z } from '@hansom/platform-config';
import { noContent, open, route } from '@hansom/platform-http';

import { Me } from './shapes/me.ts';

const tags = ['session'];

/** Guesses of one address: a few at once, and as many again in a minute. */
const rateLimit = { limit: 10, windowMs: 60_000, by: 'address' } as const;

export const redeemLink = route({
  ...{ method: 'POST', path: '/v1/session/link', operation: 'redeemLink', tags },
  summary: 'Signs in by a link that is good once. Sets the cookie of the session.',
  access: open(),
  rateLimit,
  body: z.object({
    secret: z.string().min(1).max(200),
    attempt: z
      .string()
      .min(16)
      .max(100)
      .describe('Made up by whoever signs in, and the same when they ask again: an answer may get lost.'),
  }),
  answers: { 201: Me },
  errors: ['auth.link_refused'],
  unauthenticated: ['auth.link_refused'],
});

export const signIn = route({
  ...{ method: 'POST', path: '/v1/session', operation: 'signIn', tags },
  summary: 'Signs in by name and password. Sets the cookie of the session.',
  access: open(),
  rateLimit,
  body: z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
  answers: { 201: Me },
  errors: ['auth.credentials_refused', 'auth.too_many_attempts'],
  unauthenticated: ['auth.credentials_refused'],
});

export const signOut = route({
  ...{ method: 'DELETE', path: '/v1/session', operation: 'signOut', tags },
  summary: 'Ends the session, if there is one, and clears its cookie.',
  access: open(),
  answers: { 204: noContent },
});
