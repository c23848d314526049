import { type FieldViolation, HansomError, invalidFields } from '@hansom/platform-errors';

import { HttpError } from './http-error.ts';
import { RETRY_AFTER_MS } from './retry-after.ts';

/** What a gateway itself refuses, under its own name. */
export function refusals(service: string) {
  return {
    ...refusalsOfPlace(service),
    ...refusalsOfCaller(service),
    ...refusalsOfContent(service),
    ...refusalsOfKey(service),
  };
}

export type Refusals = ReturnType<typeof refusals>;

function refusalsOfPlace(service: string) {
  return {
    noRoute: () =>
      new HttpError(404, `${service}.no_such_route`, { description: 'there is nothing at this path' }),
    wrongHost: () =>
      new HttpError(421, `${service}.host_refused`, {
        description: 'nobody here goes by the name in the Host header',
      }),
    wrongMethod: (allowed: readonly string[]) =>
      new HttpError(405, `${service}.method_not_allowed`, {
        description: `this path takes ${allowed.join(', ')}`,
        headers: { allow: allowed.join(', ') },
      }),
  };
}

function refusalsOfCaller(service: string) {
  return {
    /** The same for a token that is missing, run out, revoked or made up, but for what RFC 6750 asks of the challenge. */
    unauthenticated: (shown: boolean) =>
      new HttpError(401, `${service}.unauthenticated`, {
        description: "it takes a user's token",
        headers: { 'www-authenticate': shown ? 'Bearer error="invalid_token"' : 'Bearer' },
      }),
    denied: () =>
      new HansomError('permission_denied', `${service}.permission_denied`, {
        description: 'it takes a role that you do not have',
      }),
    foreign: (guard: string) =>
      new HansomError('permission_denied', `${service}.csrf_refused`, {
        description: `only a page of this origin may do this, with the header ${guard}: 1`,
      }),
    overloaded: () =>
      new HansomError('unavailable', `${service}.overloaded`, { description: 'too much is in flight' }),
    rateLimited: (waitMs: number) =>
      new HansomError('resource_exhausted', `${service}.rate_limited`, {
        description: 'too many requests: see the RateLimit headers',
        context: { [RETRY_AFTER_MS]: String(Math.ceil(waitMs)) },
      }),
    gone: (cause: unknown) =>
      new HansomError('cancelled', `${service}.cancelled`, { description: 'the body broke off', cause }),
  };
}

function refusalsOfContent(service: string) {
  return {
    invalid: (fields: readonly FieldViolation[]) => invalidFields(service, fields),
    malformedJson: () =>
      new HansomError('invalid_argument', `${service}.malformed_json`, {
        description: 'the body is not JSON in UTF-8',
      }),
    notJson: () =>
      new HttpError(415, `${service}.unsupported_media_type`, {
        description: 'the content type has to be application/json, without a content encoding',
      }),
    tooLarge: (limit: number) =>
      new HttpError(413, `${service}.body_too_large`, {
        description: `the body may have ${limit} bytes`,
        headers: { connection: 'close' },
      }),
    preconditionRequired: () =>
      new HttpError(428, `${service}.precondition_required`, {
        description: 'say in If-Match which ETag you read',
      }),
    preconditionFailed: () =>
      new HttpError(412, `${service}.precondition_failed`, {
        description: 'it has changed since: read it again',
      }),
  };
}

function refusalsOfKey(service: string) {
  return {
    keyMissing: () =>
      new HansomError('invalid_argument', `${service}.idempotency_key_missing`, {
        description: 'Idempotency-Key has to come once, with 1 to 100 visible ASCII characters',
      }),
    keyReused: () =>
      new HttpError(422, `${service}.idempotency_key_reused`, {
        description: 'this Idempotency-Key came with another request before',
      }),
    keyInFlight: () =>
      new HansomError('failed_precondition', `${service}.idempotency_key_in_flight`, {
        description: 'the first request with this Idempotency-Key is still being worked on',
        context: { [RETRY_AFTER_MS]: '1000' },
      }),
  };
}
