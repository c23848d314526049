import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

import { HttpError } from '../problems/http-error.ts';
import { type Refusals } from '../problems/refusals.ts';
import { answerClientError } from './client-error.ts';
import { SERVER_LIMITS } from './server-limits.ts';

export interface FastifyOptions {
  readonly trustedProxies: readonly string[];
  readonly refuse: Refusals;
  /** Answers what went wrong before or after a route did. */
  readonly tell: (error: unknown, reply: FastifyReply) => FastifyReply;
}

/** A server that routes and keeps connections in order, and leaves bodies, errors and logs to us. */
export function createFastify({ trustedProxies, refuse, tell }: FastifyOptions): FastifyInstance {
  const { requestTimeout, keepAliveTimeout, ...http } = SERVER_LIMITS;
  const app = fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    requestTimeout,
    keepAliveTimeout,
    http,
    return503OnClosing: false,
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, reply) => void tell(refuse.noRoute(), reply as FastifyReply),
    clientErrorHandler: answerClientError,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null)); // the route reads it, once it knows who asks
  app.setErrorHandler((error, _request, reply) => tell(asRefusal(error, refuse), reply));
  return app;
}

function asRefusal(error: unknown, refuse: Refusals): unknown {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (error instanceof HttpError) return error;
  return status === 415 || status === 400 ? refuse.notJson() : error;
}
