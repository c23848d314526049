import { type Effects } from '@hansom/platform-context';
import { createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';
import { echoContract, type Text } from '@hansom/platform-rpc/testing';

import { type MeshInstance } from '../model/snapshot.ts';
import { type CountingProxy, countingProxy } from './counting-proxy.ts';
import { anInstance } from './instances.ts';

export interface EchoInstance extends MeshInstance, Pick<CountingProxy, 'connections' | 'freeze'> {
  close(): Promise<void>;
}

/** A real instance of the service `echo` on a free port: it answers with its name, or as `answer` does. */
export async function echoInstance(
  effects: Effects,
  over: Partial<MeshInstance> = {},
  answer?: (request: Text) => Text | Promise<Text>,
): Promise<EchoInstance> {
  const instance = anInstance(over);
  const handler = answer ?? ((): Text => ({ text: instance.instance }));
  const server = createServer({
    service: 'echo',
    effects,
    transport: grpcServerTransport(),
    contracts: [serve(echoContract(), { read: handler, repeat: handler, write: handler })],
  });
  const proxy = await countingProxy((await server.start()).address);
  return {
    ...instance,
    address: proxy.address,
    connections: () => proxy.connections(),
    freeze: () => proxy.freeze(),
    close: async () => {
      await proxy.close();
      await server.close({ graceMs: 0 });
    },
  };
}

/** What its lease says. */
export function instanceOf({
  connections: _c,
  freeze: _f,
  close: _l,
  ...instance
}: EchoInstance): MeshInstance {
  return instance;
}
