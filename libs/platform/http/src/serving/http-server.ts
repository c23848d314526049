import { type AddressInfo } from 'node:net';

import { type Millis } from '@hansom/platform-context';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { type CheckedRoute } from '../exchange/checked-route.ts';
import { type Edge } from '../exchange/edge.ts';
import { type Incoming } from '../exchange/incoming.ts';
import { collect } from '../exchange/read-body.ts';
import { serveRoute } from '../exchange/serve-route.ts';
import { problemOf, type WireAnswer } from '../problems/problem.ts';
import { allowCors } from './cors.ts';
import { createFastify } from './create-fastify.ts';
import { Lookup } from './lookup.ts';

export interface HttpServerOptions {
  readonly edge: Edge;
  readonly routes: readonly CheckedRoute[];
  readonly host: string;
  readonly port: number;
  readonly corsOrigins?: readonly string[];
  readonly trustedProxies?: readonly string[];
  readonly maxInFlight?: number;
  readonly maxConnections?: number;
}

const MAX_IN_FLIGHT = 512;
const MAX_CONNECTIONS = 4096;
const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The HTTP server of a gateway. */
export class HttpServer {
  private readonly app: FastifyInstance;
  private readonly running = new Set<() => void>();
  private closing: Promise<void> | undefined;
  private drained: (() => void) | undefined;

  constructor(private readonly options: HttpServerOptions) {
    const { routes, edge, trustedProxies, corsOrigins = [] } = options;
    this.app = createFastify({
      trustedProxies,
      tell: (error, reply) => this.send(reply, this.problem(error)),
      refuse: edge.refuse,
    });
    if (corsOrigins.length > 0) allowCors(this.app, corsOrigins);
    for (const checked of routes) this.add(checked);
    const lookup = new Lookup(routes.map(({ route }) => route));
    this.app.setNotFoundHandler((request, reply) => {
      const allowed = lookup.methodsAt(request.url);
      const error = allowed.length > 0 ? edge.refuse.wrongMethod(allowed) : edge.refuse.noRoute();
      return this.send(reply, this.problem(error));
    });
  }

  get inFlight(): number {
    return this.running.size;
  }

  async start(): Promise<{ address: string }> {
    const { host, port, maxConnections = MAX_CONNECTIONS } = this.options;
    await this.app.listen({ host, port });
    this.app.server.maxConnections = maxConnections;
    const bound = this.app.server.address() as AddressInfo; // a TCP server that listens has one
    const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
    return { address: `${shown}:${bound.port}` };
  }

  close(graceMs: Millis): Promise<void> {
    return (this.closing ??= this.drain(graceMs));
  }

  private async drain(graceMs: Millis): Promise<void> {
    const { server } = this.app;
    if (server.listening) server.close(); // ends idle connections too; those in use end with their answers
    if (this.running.size > 0) {
      const drained = new Promise<void>((resolve) => (this.drained = resolve));
      const over = new AbortController();
      await Promise.race([drained, this.options.edge.effects.timers.sleep(graceMs, over.signal)]);
      over.abort();
    }
    for (const giveUp of this.running) giveUp();
    await this.app.close();
  }

  private add(checked: CheckedRoute): void {
    const { method, path } = checked.route;
    this.app.route({
      method,
      url: path.replaceAll(/\{([^}]+)\}/g, ':$1'),
      handler: (request, reply) => this.serve(checked, request, reply),
    });
  }

  private async serve(
    checked: CheckedRoute,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { edge, maxInFlight = MAX_IN_FLIGHT } = this.options;
    if (this.running.size >= maxInFlight) return this.send(reply, this.problem(edge.refuse.overloaded()));
    let giveUp: () => void = () => undefined;
    const token = (): void => giveUp();
    this.running.add(token);
    try {
      const gone = (action: () => void): void => {
        giveUp = action;
        reply.raw.once('close', action);
      };
      return this.send(reply, await serveRoute(edge, { incoming: incomingOf(request), checked, gone }));
    } finally {
      this.running.delete(token);
      if (this.running.size === 0) this.drained?.();
    }
  }

  private problem(error: unknown): WireAnswer {
    return problemOf(error, { service: this.options.edge.service, traceId: undefined });
  }

  private send(reply: FastifyReply, { status, headers, body }: WireAnswer): FastifyReply {
    const unread = !reply.request.raw.complete; // nobody is going to read the rest
    const last = this.closing !== undefined || unread;
    void reply.code(status).headers({ ...SAFE_HEADERS, ...headers, ...(last && { connection: 'close' }) });
    return reply.send(body);
  }
}

function incomingOf(request: FastifyRequest): Incoming {
  const { method, url, headers, ip, raw } = request;
  return {
    method,
    url,
    params: request.params as Record<string, string>, // as the router makes them
    query: request.query as Record<string, unknown>, // as its parser makes it
    headers,
    address: ip,
    readBody: (limit) => collect(raw.iterator({ destroyOnReturn: false }), limit),
  };
}
