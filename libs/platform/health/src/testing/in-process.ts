import { type Effects } from '@hansom/platform-context';
import {
  type ClientOf,
  type ContractDefinition,
  createClient,
  createServer,
  InProcessNetwork,
  type Served,
} from '@hansom/platform-rpc';

/** A client of a contract that `sample` serves, without a wire. */
export async function clientOf<D extends ContractDefinition>(
  contract: D,
  served: Served,
  effects: Effects,
): Promise<ClientOf<D>> {
  const network = new InProcessNetwork(effects);
  const transport = network.serverTransport();
  await createServer({ service: 'sample', effects, contracts: [served], transport }).start();
  return createClient(contract, {
    effects,
    from: 'spec',
    to: 'sample',
    transport: network.clientTransport(),
  });
}
