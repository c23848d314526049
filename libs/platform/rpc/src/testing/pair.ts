import { type Effects } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';

import { createClient } from '../client.ts';
import { type ClientOf, type ContractDefinition, type HandlersOf } from '../contract.ts';
import { type Endpoint, endpointsOf } from '../endpoint.ts';
import { InProcessNetwork } from '../in-process/network.ts';
import { createServer, type RpcServer, serve, type ServerOptions } from '../server.ts';

export interface PairOptions extends Pick<ServerOptions, 'liveMeanMs'> {
  /** Default: fakes. */
  effects?: Effects;
  /** Default: one that delivers everything. Give the same to several pairs to have services that call each other. */
  network?: InProcessNetwork;
  /** The calling service. Default: `spec`. */
  from?: string;
}

export interface Pair<D extends ContractDefinition> {
  client: ClientOf<D>;
  server: RpcServer;
  network: InProcessNetwork;
  effects: Effects;
}

/** A running server of a contract, under the contract's own name, and a client of it, without a wire. */
export async function inProcessPair<D extends ContractDefinition>(
  contract: D,
  handlers: HandlersOf<D>,
  options: PairOptions = {},
): Promise<Pair<D>> {
  const { effects = fakeEffects(), from = 'spec', liveMeanMs } = options;
  const network = options.network ?? new InProcessNetwork(effects);
  const [endpoint] = Object.values<Endpoint>(endpointsOf(contract));
  const server = createServer({
    service: endpoint?.service ?? contract.name,
    effects,
    contracts: [serve(contract, handlers)],
    transport: network.serverTransport(),
    ...(liveMeanMs && { liveMeanMs }),
  });
  await server.start();
  const client = createClient(contract, { effects, from, transport: network.clientTransport() });
  return { client, server, network, effects };
}
