import {
  type GetRequest,
  type GetResponse,
  HoldState,
  SampleHoldServiceDefinition,
} from '@hansom/proto-sample-hold';

import {
  createClient,
  createServer,
  grpcClientTransport,
  grpcServerTransport,
  rootCall,
  serve,
} from '../src/index.ts';
import { testSecurity, type TestSecurity } from '../src/testing/certificates.ts';
import { realEffects } from '../src/testing/real-effects.ts';
import { bareEcho } from './bare.ts';

/** One side of the comparison. */
interface Contender {
  call(holdId: string): Promise<GetResponse>;
  close(): Promise<void>;
}

const ROUNDS = 12;
const CALLS = 1500;
const AT_A_TIME = 20;

/**
 * CPU time of a unary call, client and server together, of the platform and of bare grpc-js: the same contract, codec, channel
 * options, mutual TLS and answer, rounds interleaved; the platform also tells its handler who calls. Wall time is not compared: it measures the machine's other tenants.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const security = await testSecurity(['sample-hold', 'sample-desk']);
  const bare = await bareEcho(answer, security);
  const platform = await platformEcho(security);
  const spent = { bare: [] as number[], platform: [] as number[] };
  for (let round = -2; round < ROUNDS; round += 1) {
    const [bareMicros, platformMicros] = [await cpuOf(bare), await cpuOf(platform)]; // not at once: one process, one CPU clock
    if (round < 0) continue; // two rounds to warm up
    spent.bare.push(bareMicros);
    spent.platform.push(platformMicros);
  }
  await Promise.all([bare.close(), platform.close()]);
  const [bareUs, platformUs] = [median(spent.bare), median(spent.platform)];
  return {
    name: 'unary call',
    figures: {
      'bare grpc-js, CPU us a call': round1(bareUs),
      'platform, CPU us a call': round1(platformUs),
      'platform over bare': Number((platformUs / bareUs).toFixed(3)),
      calls: ROUNDS * CALLS,
    },
  };
}

async function platformEcho(security: TestSecurity): Promise<Contender> {
  const effects = realEffects();
  const transport = grpcServerTransport({
    credentials: security.server('sample-hold'),
    identify: ({ subject }) => ({ service: subject.CN }),
  });
  const unused = (): never => {
    throw new Error('not part of the benchmark');
  };
  const handlers = { place: unused, confirm: unused, release: unused, get: answer };
  const contracts = [serve(SampleHoldServiceDefinition, handlers)];
  const server = createServer({ service: 'sample-hold', effects, contracts, transport });
  const { address } = await server.start();
  const resolver = {
    watch: (_: string, use: (addresses: string[]) => void) => (use([address]), () => undefined),
  };
  const clients = grpcClientTransport({ resolver, credentials: () => security.client('sample-desk') });
  const client = createClient(SampleHoldServiceDefinition, {
    effects,
    transport: clients,
    from: 'sample-desk',
  });
  const root = rootCall(effects, { name: 'bench', deadlineMs: 600_000 });
  return {
    call: (holdId) => client.get({ holdId }, root),
    close: async () => {
      root.end();
      clients.close();
      await server.close({ graceMs: 1000 });
    },
  };
}

function answer({ holdId }: GetRequest): GetResponse {
  return {
    hold: {
      id: holdId,
      placeId: 'place_42',
      guestId: 'guest_7',
      state: HoldState.HELD,
      version: 3,
      expiresAt: EXPIRES,
    },
  };
}

const EXPIRES = new Date(Date.UTC(2026, 0, 5, 8));

/** CPU microseconds a call, over one round. */
async function cpuOf(contender: Contender): Promise<number> {
  const before = process.cpuUsage();
  let left = CALLS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await contender.call(`hold_${left}`); // one after the other: that is the bound
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
