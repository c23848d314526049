import { createClient, grpcClientTransport, rootCall } from '@hansom/platform-rpc';
import { echoContract } from '@hansom/platform-rpc/testing';

import { startMesh } from '../start-mesh.ts';
import { realEffects } from './real-effects.ts';

/** A program for a spec: joins the mesh of the replica it is given, calls `echo`, prints who answered and ends. */
async function main([replica = '', folder = '']: string[]): Promise<void> {
  const effects = realEffects();
  const node = { id: 'bundled', zone: 'a', service: 'spec' };
  const mesh = await startMesh({ effects, node, replicas: [replica], folder });
  const transport = grpcClientTransport({ target: (to) => mesh.target(to) });
  const client = createClient(echoContract(), { effects, from: 'spec', transport });
  const call = rootCall(effects, { name: 'spec', deadlineMs: 5_000 });
  const { text } = await client.read({ text: 'who' }, call);
  call.end();
  process.stdout.write(`${text}\n`);
  transport.close();
  await mesh.close();
}

void main(process.argv.slice(2));
