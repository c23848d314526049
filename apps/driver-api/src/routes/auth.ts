import { Moment, Phone, Renewal, RENEWAL_RULES, Tokens } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { noContent, open, route, user } from '@hansom/platform-http';

const tags = ['sign-in'];
const device = z.string().max(100).default('');
const password = z.string().min(10).max(200);

export const sendCode = route({
  ...{ method: 'POST', path: '/v1/applications/codes', operation: 'sendCode', tags: ['application'] },
  summary: 'Sends a code to the phone of somebody who wants to drive.',
  access: open(),
  body: z.object({ phone: Phone }),
  answers: { 201: z.object({ challengeId: z.string(), expiresAt: Moment }) },
  errors: ['auth.too_many_codes'],
});

export const apply = route({
  ...{ method: 'POST', path: '/v1/applications', operation: 'apply', tags: ['application'] },
  summary:
    'Makes a driver’s account, by the code that was sent and a password, and signs in; to the account that the phone has, by its password.',
  access: open(),
  body: z.object({
    challengeId: z.string().max(100),
    code: z.string().regex(/^\d{6}$/, 'must be six digits'),
    password,
    city: z.string().regex(/^[a-z]{3}$/, 'must be three lower-case letters'),
    name: z.string().min(1).max(100),
    device,
  }),
  answers: { 201: Tokens },
  errors: ['auth.code_refused', 'auth.phone_taken', 'auth.too_many_attempts', 'city.not_found'],
  unauthenticated: ['auth.code_refused'],
});

export const signIn = route({
  ...{ method: 'POST', path: '/v1/auth/sessions', operation: 'signIn', tags },
  summary: 'Signs in by phone and password.',
  access: open(),
  body: z.object({ phone: Phone, password: z.string().max(200), device }),
  answers: { 201: Tokens },
  errors: ['auth.credentials_refused', 'auth.too_many_attempts'],
  unauthenticated: ['auth.credentials_refused'],
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
  access: user('DRIVER'),
  answers: { 204: noContent },
});
