import { type FastifyInstance } from 'fastify';

import { ANSWER_HEADERS } from '../exchange/answer-headers.ts';

const ALLOWED = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Traceparent, X-Hansom-Trace',
  'access-control-max-age': '600',
};
const EXPOSED = [...Object.keys(ANSWER_HEADERS), 'X-Hansom-Trace-Id'].join(', ');

/** Lets pages of these origins call the gateway. No cookies are involved, so no credentials are allowed. */
export function allowCors(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ headers, method }, reply) => {
    void reply.header('vary', 'Origin');
    const { origin } = headers;
    if (origin === undefined || !origins.includes(origin)) return undefined;
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED });
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return undefined;
    return reply.code(204).headers(ALLOWED).send();
  });
}
