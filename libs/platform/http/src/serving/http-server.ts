import { type AddressInfo } from 'node:net';

import { type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { type CheckedRoute } from '../exchange/checked-route.ts';
import { type Edge } from '../exchange/edge.ts';
import { type Incoming } from '../exchange/incoming.ts';
import { serveRoute } from '../exchange/serve-route.ts';
import { isKnownHost } from '../origin/hosts.ts';
import { answerOfPage, type Page, type PageAnswer } from '../page/page.ts';
import { problemOf, type WireAnswer } from '../problems/problem.ts';
import { Bodies } from './bodies.ts';
import { allowCors } from './cors.ts';
import { createFastify } from './create-fastify.ts';
import { Lookup } from './lookup.ts';
import { handUpgradesOver, type SocketPlace } from './upgrades.ts';

export interface HttpServerOptions {
  readonly edge: Edge;
  readonly routes: readonly CheckedRoute[];
  readonly host: string;
  readonly port: number;
  readonly page?: Page | undefined;
  readonly sockets?: readonly SocketPlace[];
  readonly hosts?: readonly string[];
  readonly corsOrigins?: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly maxInFlight?: number;
  readonly maxConnections?: number;
}

const MAX_IN_FLIGHT = 512;
const MAX_CONNECTIONS = 4096;
const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The HTTP server of a gateway. */
export class HttpServer {
  private readonly app: FastifyInstance;
  private readonly maxInFlight: number;
  private readonly bodies: Bodies;
  private running = 0;
  private closing: Promise<void> | undefined;
  private drained: (() => void) | undefined;

  constructor(private readonly options: HttpServerOptions) {
    const { routes, edge, trustedProxies, corsOrigins = [], hosts, sockets = [] } = options;
    this.maxInFlight = options.maxInFlight ?? MAX_IN_FLIGHT;
    this.bodies = new Bodies(this.maxInFlight, edge.refuse.overloaded);
    this.app = createFastify({
      trustedProxies,
      tell: (error, reply) => this.tell(error, reply),
      refuse: edge.refuse,
    });
    if (hosts) this.refuseOtherHosts(hosts);
    if (corsOrigins.length > 0) allowCors(this.app, corsOrigins);
    if (sockets.length > 0) handUpgradesOver(this.app.server, sockets, hosts);
    for (const checked of routes) this.add(checked);
    const lookup = new Lookup(routes.map(({ route }) => route));
    this.app.setNotFoundHandler((request, reply) => {
      const allowed = lookup.methodsAt(request.url);
      if (allowed.length > 0) return this.tell(edge.refuse.wrongMethod(allowed), reply);
      const answer = options.page && answerOfPage(options.page, request);
      return answer ? this.send(reply, answer) : this.tell(edge.refuse.noRoute(), reply);
    });
  }

  /** Requests that are worked on: not those whose bodies are on their way. */
  get inFlight(): number {
    return this.running - this.bodies.count;
  }

  get awaitedBodies(): number {
    return this.bodies.count;
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
    await Promise.all((this.options.sockets ?? []).map((place) => place.close()));
    if (this.running > 0) {
      const drained = new Promise<void>((resolve) => (this.drained = resolve));
      const over = new AbortController();
      await Promise.race([drained, this.options.edge.effects.timers.sleep(graceMs, over.signal)]);
      over.abort();
    }
    await this.app.close(); // ends every connection, and so gives up what is still in flight on it
  }

  private add(checked: CheckedRoute): void {
    const { method, path } = checked.route;
    this.app.route({
      method,
      url: path.replaceAll(/\{([^}]+)\}/g, ':$1'),
      handler: (_request, reply) => this.serve(checked, reply),
    });
  }

  private refuseOtherHosts(hosts: readonly string[]): void {
    this.app.addHook('onRequest', async ({ headers }, reply) =>
      isKnownHost(headers.host, hosts) ? undefined : this.tell(this.options.edge.refuse.wrongHost(), reply),
    );
  }

  private async serve(checked: CheckedRoute, reply: FastifyReply): Promise<FastifyReply> {
    const { edge } = this.options;
    const admitted = this.inFlight < this.maxInFlight;
    // Also when all went well: then it means nothing any more.
    const onGone = (giveUp: () => void): void => void reply.raw.once('close', giveUp);
    this.running += 1;
    try {
      const incoming = incomingOf(reply.request, (limit) => this.bodyOf(reply.request, limit));
      return this.send(reply, await serveRoute(edge, { incoming, checked, admitted, onGone }));
    } finally {
      this.running -= 1;
      if (this.running === 0) this.drained?.();
    }
  }

  /** Once it is there, its request takes a place among those that are worked on, if there is one. */
  private async bodyOf({ raw }: FastifyRequest, limit: number): Promise<Buffer | undefined> {
    const bytes = await this.bodies.read(raw, limit);
    if (this.inFlight > this.maxInFlight) throw this.options.edge.refuse.overloaded();
    return bytes;
  }

  /** Of what came to no route, or went wrong after one. */
  private tell(error: unknown, reply: FastifyReply): FastifyReply {
    const { service, effects } = this.options.edge;
    if (!(error instanceof HansomError)) effects.log.error('an answer could not be sent', { error });
    return this.send(reply, problemOf(error, { service, traceId: undefined }));
  }

  private send(reply: FastifyReply, { status, headers, body }: WireAnswer | PageAnswer): FastifyReply {
    const unread = !reply.request.raw.complete; // nobody is going to read the rest
    const last = this.closing !== undefined || unread;
    void reply.code(status).headers({ ...SAFE_HEADERS, ...headers, ...(last && { connection: 'close' }) });
    return reply.send(body);
  }
}

function incomingOf(request: FastifyRequest, readBody: Incoming['readBody']): Incoming {
  const { method, url, headers, ip } = request;
  return {
    method,
    url,
    params: request.params as Record<string, string>, // as the router makes them
    query: withoutEmpty(request.query as Record<string, unknown>), // as its parser makes it
    headers,
    address: ip,
    readBody,
  };
}

/** `?limit=` says nothing of a limit; taken for text it would count as 0. */
function withoutEmpty(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
