import { Moment, Phone, Renewal, RENEWAL_RULES, Tokens } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { noContent, open, route, user } from '@hansom/platform-http';

const tags = ['sign-in'];

export const sendCode = route({
  ...{ method: 'POST', path: '/v1/auth/codes', operation: 'sendCode', tags },
  summary: 'Sends a sign-in code to a phone.',
  access: open(),
  body: z.object({ phone: Phone }),
  answers: { 201: z.object({ challengeId: z.string(), expiresAt: Moment }) },
  errors: ['auth.too_many_codes'],
});

export const signIn = route({
  ...{ method: 'POST', path: '/v1/auth/sessions', operation: 'signIn', tags },
  summary: 'Signs in by the code that was sent; makes the account on the first time.',
  access: open(),
  body: z.object({
    challengeId: z.string().max(100),
    code: z.string().regex(/^\d{6}$/, 'must be six digits'),
    device: z.string().max(100).default(''),
  }),
  answers: { 201: Tokens },
  errors: ['auth.code_refused'],
  unauthenticated: ['auth.code_refused'],
});

export const renewTokens = route({
  ...{ method: 'POST', path: '/v1/auth/tokens', operation: 'renewTokens', tags },
  summary: 'Renews the tokens.',
  description: RENEWAL_RULES,
  access: open(),
  body: Renewal,
  answers: { 200: Tokens },
  errors: ['auth.session_ended'],
  unauthenticated: ['auth.session_ended'],
});

export const signOut = route({
  ...{ method: 'DELETE', path: '/v1/auth/session', operation: 'signOut', tags },
  summary: 'Ends the session.',
  access: user('RIDER'),
  answers: { 204: noContent },
});
