import { type Effects } from '@hansom/platform-context';
import {
  type ClientOf,
  createClient,
  createServer,
  type HandlersOf,
  InProcessNetwork,
  serve,
} from '@hansom/platform-rpc';
import { echoContract, type EchoContract } from '@hansom/platform-rpc/testing';

import { type Telemetry } from '../telemetry.ts';

/** The echo service on a network, and what is to be asked of it by another service: both told on by their own telemetry. */
export async function tracedEcho(
  effects: Effects,
  { server, client }: { server: Telemetry; client: Telemetry },
  handlers: Partial<HandlersOf<EchoContract>>,
): Promise<ClientOf<EchoContract>> {
  const network = new InProcessNetwork(effects);
  const contract = echoContract();
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
