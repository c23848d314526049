import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { createClient, createServer, InProcessNetwork, rootCall } from '@hansom/platform-rpc';

import { live } from '../model/live.ts';
import { type MeshView, viewOf } from '../model/view.ts';
import { typeOf } from '../resources/messages.ts';
import { urlOf } from '../resources/resources.ts';
import { anInstance, aSnapshot } from '../testing/instances.ts';
import { adsContract, aggregatedDiscovery } from './contract.ts';
import { type DiscoveryRequest, type DiscoveryResponse } from './session.ts';

const CLUSTERS = { type_url: urlOf('endpoints'), resource_names: ['echo'], response_nonce: '' };

function addressesIn({ resources }: DiscoveryResponse): number[] {
  const type = typeOf('envoy.config.endpoint.v3.ClusterLoadAssignment');
  const { endpoints } = type.toObject(type.decode(resources[0]!.value), { defaults: true }) as {
    endpoints: { lb_endpoints: { endpoint: { address: { socket_address: { port_value: number } } } }[] }[];
  };
  return endpoints.flatMap(({ lb_endpoints }) =>
    lb_endpoints.map(({ endpoint }) => endpoint.address.socket_address.port_value),
  );
}

describe('aggregated discovery, as other clients use it', () => {
  it('answers what they ask for, and tells them what changes', async () => {
    const effects = fakeEffects();
    const network = new InProcessNetwork(effects);
    const source = live<MeshView>();
    const transport = network.serverTransport();
    const contracts = [aggregatedDiscovery({ source, onRefused: () => undefined })];
    const server = createServer({ service: 'traffic', effects, transport, contracts });
    await server.start();
    const client = createClient(adsContract(), {
      effects,
      from: 'other',
      transport: network.clientTransport(),
    });
    const call = rootCall(effects, { name: 'spec', deadlineMs: Infinity });
    const asked: DiscoveryRequest[] = [CLUSTERS];
    const heard: DiscoveryResponse[] = [];
    const over = (async () => {
      for await (const answer of client.streamAggregatedResources(requests(), call)) heard.push(answer);
    })();

    await settle();
    const before = heard.length;
    source.set(viewOf(aSnapshot([anInstance({ address: '127.0.0.1:1' })])));
    await effects.time.advance(10);
    source.set(viewOf(aSnapshot([anInstance({ address: '127.0.0.1:2' })])));
    await effects.time.advance(10);

    expect(before).toBe(0);
    expect(heard.map(addressesIn)).toEqual([[1], [2]]);
    call.cancel();
    await over.catch(() => undefined);
    await server.close({ graceMs: 0 });

    async function* requests(): AsyncGenerator<DiscoveryRequest> {
      yield* asked;
      await new Promise<void>((resolve) => call.onCancel(resolve));
    }
  });
});
