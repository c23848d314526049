import { createHash } from 'node:crypto';

import { createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';

import { limiter, measureLoopLag } from '../src/index.ts';
import { answerParent } from './child.ts';
import { CONTRACTS } from './contracts.ts';
import { realEffects } from './real-effects.ts';

/** Processor time of a handler. It is a fixed amount of work: where others take the processor, it takes longer, not less of it. */
const WORK_MS = 2;

/** What the server is asked. */
export type ServerQuestion = 'address' | 'cpu';

/** A child's program: the service, `limited` or not. Answers where it is, and how many seconds of processor it has used. */
export async function server(): Promise<never> {
  const effects = realEffects();
  const { lag } = measureLoopLag(effects);
  const { interceptor } = limiter({ service: 'sample-hold', effects, loopLag: lag });
  const rounds = roundsIn(WORK_MS);
  const work = (): object => {
    burn(rounds);
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
  return answerParent(async (question) => (question === 'address' ? address : cpuSeconds()));
}

const BLOCK = Buffer.alloc(1024, 'hansom');

function burn(rounds: number): void {
  for (let left = rounds; left > 0; left -= 1) createHash('sha256').update(BLOCK).digest();
}

/** How much work that is, by the processor's own clock: the least of some tries, as what disturbs makes it more. */
function roundsIn(ms: number): number {
  const tried = 2000;
  const took = Array.from({ length: 8 }, () => {
    const before = cpuSeconds();
    burn(tried);
    return cpuSeconds() - before;
  });
  return Math.round((tried * ms) / (1000 * Math.min(...took)));
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
