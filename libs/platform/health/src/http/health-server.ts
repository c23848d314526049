import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Effects } from '@hansom/platform-context';

import { type Health } from '../health.ts';

export interface HealthServerOptions {
  /** Default: 127.0.0.1. It is plain HTTP, for what runs beside the service. */
  readonly host?: string;
  /** Default: 0, any free one. */
  readonly port?: number;
  readonly effects: Pick<Effects, 'log'>;
  readonly health: Health;
  /** In Prometheus's text format. */
  readonly metrics: () => Promise<string>;
}

export interface HealthServer {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  /** Ends open connections. Idempotent. */
  close(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

const LIMITS = {
  maxHeaderSize: 8 * 1024,
  requestTimeout: 5000,
  headersTimeout: 5000,
  keepAliveTimeout: 5000,
};
const MAX_CONNECTIONS = 64;

/**
 * Answers orchestrators and Prometheus: `/livez` 200 while the event loop goes round, `/readyz` 200 when the instance is ready and
 * 503 with the reasons when it is not, `/metrics`. Nothing else. Rejects when the port cannot be had.
 */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const { host = '127.0.0.1', port = 0, effects } = options;
  const server = createServer(LIMITS, (request, response) => {
    respond(request, response, options).catch((error: unknown) => {
      effects.log.error('health page failed', { path: request.url?.slice(0, 100), error });
      send(response, { status: 500, body: 'it failed: see the log\n' });
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo; // a TCP server that listens has one
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return {
    url: `http://${shown}:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: HealthServerOptions,
): Promise<void> {
  const page = request.method === 'GET' ? await pageOf(request.url, options) : undefined;
  send(response, page ?? { status: 404, body: 'there are /livez, /readyz and /metrics\n' });
}

async function pageOf(
  url: string | undefined,
  { health, metrics }: HealthServerOptions,
): Promise<Page | undefined> {
  if (url === '/livez') return { status: 200, body: 'alive\n' };
  if (url === '/readyz') return readiness(health);
  if (url !== '/metrics') return undefined;
  return { status: 200, body: await metrics(), type: 'text/plain; version=0.0.4; charset=utf-8' };
}

function readiness(health: Health): Page {
  const { ready, reasons } = health.state();
  return ready ? { status: 200, body: 'ready\n' } : { status: 503, body: `${reasons.join('\n')}\n` };
}

function send(response: ServerResponse, { status, body, type = 'text/plain; charset=utf-8' }: Page): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
