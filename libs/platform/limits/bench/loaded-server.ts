import { createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';

import { limiter, measureLoopLag } from '../src/index.ts';
import { CONTRACTS } from './contracts.ts';
import { realEffects } from './real-effects.ts';

const WORK_MS = 2;

/** The child's program: serves until its parent ends it. */
export async function server(): Promise<never> {
  const effects = realEffects();
  const { lag } = measureLoopLag(effects);
  const { interceptor } = limiter({ service: 'sample-hold', effects, loopLag: lag });
  const work = (): object => {
    const until = effects.monotonic.now() + WORK_MS;
    while (effects.monotonic.now() < until); // the processor's time is what is short here
    return {};
  };
  const rpc = createServer({
    service: 'sample-hold',
    effects,
    contracts: CONTRACTS.map((contract) => serve(contract, { get: work })),
    transport: grpcServerTransport(),
    interceptors: process.argv.at(-1) === 'limited' ? [interceptor] : [],
  });
  const { address } = await rpc.start();
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.send?.(address);
  return new Promise(() => undefined);
}
