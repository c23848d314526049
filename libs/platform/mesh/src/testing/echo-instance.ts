import { type Effects } from '@hansom/platform-context';
import { createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';
import { echoContract, type Text } from '@hansom/platform-rpc/testing';

import { type MeshInstance } from '../model/snapshot.ts';
import { anInstance } from './instances.ts';

export interface EchoInstance extends MeshInstance {
  close(): Promise<void>;
}

/** A real instance of the service `echo` on a free port: it answers with its name, or as `answer` does. */
export async function echoInstance(
  effects: Effects,
  over: Partial<MeshInstance> = {},
  answer?: (request: Text) => Text | Promise<Text>,
): Promise<EchoInstance> {
  const handler = answer ?? ((): Text => ({ text: over.instance ?? 'i1' }));
  const server = createServer({
    service: 'echo',
    effects,
    transport: grpcServerTransport(),
    contracts: [serve(echoContract(), { read: handler, repeat: handler, write: handler })],
  });
  const { address } = await server.start();
  return { ...anInstance(over), address, close: () => server.close({ graceMs: 0 }) };
}
