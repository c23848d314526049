import { type Effects } from '@hansom/platform-context';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import {
  type ClientInterceptor,
  type ClientOf,
  createClient,
  createServer,
  type HandlersOf,
  InProcessNetwork,
  rootCall,
  serve,
} from '@hansom/platform-rpc';
import { echoContract, type EchoContract } from '@hansom/platform-rpc/testing';

import { type Telemetry } from '../telemetry.ts';
import { type Span } from '../trace/span.ts';
import { aTelemetry } from './a-telemetry.ts';

/** The echo service on a network, and what is to be asked of it by another service: both told on by their own telemetry. */
export async function tracedEcho(
  effects: Effects,
  { server, client }: { server: Telemetry; client: Telemetry },
  handlers: Partial<HandlersOf<EchoContract>>,
): Promise<ClientOf<EchoContract>> {
  const network = new InProcessNetwork(effects);
  const contract = echoContract({ p95Ms: 5 });
  const echo: HandlersOf<EchoContract>['read'] = (request) => request;
  await createServer({
    service: 'echo',
    effects,
    contracts: [serve(contract, { read: echo, repeat: echo, write: echo, ...handlers })],
    transport: network.serverTransport(),
    interceptors: [server.serverInterceptor],
  }).start();
  return createClient(contract, {
    effects,
    from: 'desk',
    transport: network.clientTransport(),
    interceptors: [client.clientInterceptor],
    attemptInterceptors: [client.attemptInterceptor],
  });
}

export interface Setting {
  sampling?: number;
  /** What else the client sends. */
  headers?: Readonly<Record<string, string>>;
  handlers?: (world: {
    effects: FakeEffects;
    server: ReturnType<typeof aTelemetry>;
  }) => Partial<HandlersOf<EchoContract>>;
}

/** Two services that share a trace: `desk`, which calls, and `echo`. Time stands still; all is sampled unless said otherwise. */
export async function tracedWorld({ sampling = 1, headers = {}, handlers = () => ({}) }: Setting = {}) {
  const effects = fakeEffects();
  const spans: Span[] = [];
  const server = aTelemetry({ name: 'echo', effects, spans, sampling });
  const client = aTelemetry({ name: 'desk', effects, spans, sampling });
  const inFront: ClientInterceptor = (endpoint, next) =>
    client.clientInterceptor(endpoint, (request, call) => {
      for (const [name, value] of Object.entries(headers)) call.setHeader(name, value);
      return next(request, call);
    });
  const echo = await tracedEcho(
    effects,
    { server, client: { ...client, clientInterceptor: inFront } },
    handlers({ effects, server }),
  );
  const root = rootCall(effects, {
    name: 'desk',
    deadlineMs: 4000,
    baggage: { tenancy: 'robot', other: 'x' },
  });
  return { effects, spans, server, client, echo, root };
}
