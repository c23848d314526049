import { spawn } from 'node:child_process';

import { fakeEffects } from '@hansom/platform-context/testing';
import { createServer, grpcServerTransport, type RpcServer } from '@hansom/platform-rpc';
import { DESCRIPTORS } from '@hansom/proto-grpc';

import { createHealth } from '../health.ts';
import { reflectionService } from '../reflection/reflection-service.ts';
import { healthService } from './health-service.ts';

const HEALTH = 'grpc.health.v1.Health';
const REFLECTION = 'grpc.reflection.v1.ServerReflection';

describe('health and reflection, asked by somebody who knows no contract', () => {
  let server: RpcServer;
  let url: string;

  beforeAll(async () => {
    const effects = fakeEffects();
    const health = createHealth({ effects });
    health.setServing(true);
    server = createServer({
      service: 'sample',
      effects,
      contracts: [
        healthService(health, []),
        reflectionService({ contracts: [HEALTH, REFLECTION], descriptors: [DESCRIPTORS] }),
      ],
      transport: grpcServerTransport(),
    });
    const { address } = await server.start();
    url = `http://${address}`;
  });

  afterAll(() => server.close({ graceMs: 0 }));

  it('lists its contracts', async () => {
    expect(await curl('--list-services', url)).toBe(`${HEALTH}\n${REFLECTION}\n`);
  });

  it('is called through what it says of itself', async () => {
    expect(JSON.parse(await curl('--data', '{}', `${url}/${HEALTH}/Check`))).toEqual({ status: 'SERVING' });
  });
});

/** What `buf curl` prints. */
function curl(...args: string[]): Promise<string> {
  const buf = require.resolve('@bufbuild/buf/bin/buf');
  const child = spawn(process.execPath, [
    buf,
    'curl',
    '--protocol',
    'grpc',
    '--http2-prior-knowledge',
    ...args,
  ]);
  return new Promise((resolve, reject) => {
    let output = '';
    let problem = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(problem))));
  });
}
