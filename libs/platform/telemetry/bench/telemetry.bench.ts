import {
  type Call,
  type ClientFunction,
  createClient,
  createServer,
  endpointsOf,
  grpcClientTransport,
  grpcServerTransport,
  rootCall,
  serve,
  type ServerFunction,
  staticResolver,
} from '@hansom/platform-rpc';
import { aCall, type EchoContract, echoContract, type Text } from '@hansom/platform-rpc/testing';

import { CallMeter } from '../src/rates/call-meter.ts';
import { aTelemetry } from '../src/testing/index.ts';
import { realEffects } from '../src/testing/real-effects.ts';
import { type ATelemetry } from '../src/testing/a-telemetry.ts';

/** What is compared: how often one round runs it, and what it costs then, in microseconds of CPU each. */
interface Contender {
  run(): Promise<unknown>;
  readonly spent: number[];
}

const ROUNDS = 12;
const CALLS = 1500;
const INTERCEPTED = 20_000;
const AT_A_TIME = 20;
const RECORDS = 1_000_000;

const effects = realEffects();
const contract: EchoContract = echoContract();

/**
 * CPU time of telemetry: of a unary call over gRPC on loopback (client and server together, no security) without it, unsampled and
 * sampled; of the three interceptors alone; and of counting a call. Rounds are interleaved. Spans are not exported.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const [none, unsampled, sampled] = [await overGrpc(undefined), await overGrpc(0), await overGrpc(1)]; // ports, in turn
  await rounds([none, unsampled, sampled], CALLS);
  const alone = [intercepted(undefined), intercepted(0), intercepted(1)] as const;
  await rounds(alone, INTERCEPTED);
  await Promise.all([none, unsampled, sampled].map(({ close }) => close()));
  const [bare, off, on] = alone.map((contender) => median(contender.spent) * 1000);
  return {
    name: 'telemetry',
    figures: {
      'gRPC call without, CPU us': round(median(none.spent)),
      'gRPC call unsampled, CPU us': round(median(unsampled.spent)),
      'gRPC call sampled, CPU us': round(median(sampled.spent)),
      'unsampled over without': ratio(unsampled, none),
      'sampled over without': ratio(sampled, none),
      'three interceptors unsampled, ns': Math.round((off ?? NaN) - (bare ?? NaN)),
      'three interceptors sampled, ns': Math.round((on ?? NaN) - (bare ?? NaN)),
      'count and time a call, ns': Math.round(recordNanos()),
    },
  };
}

/** A client and a server; `sampling` undefined: without telemetry. */
async function overGrpc(sampling: number | undefined): Promise<Contender & { close(): Promise<void> }> {
  const { server: told, client: telling } = both(sampling);
  const echo = async (request: Text): Promise<Text> => request;
  const server = createServer({
    service: 'echo',
    effects,
    contracts: [serve(contract, { read: echo, repeat: echo, write: echo })],
    transport: grpcServerTransport(),
    interceptors: told ? [told.serverInterceptor] : [],
  });
  const { address } = await server.start();
  const transport = grpcClientTransport({ resolver: staticResolver({ echo: [address] }) });
  const client = createClient(contract, {
    effects,
    from: 'desk',
    transport,
    interceptors: telling ? [telling.clientInterceptor] : [],
    attemptInterceptors: telling ? [telling.attemptInterceptor] : [],
  });
  const root = rootCall(effects, { name: 'bench', deadlineMs: 600_000 });
  return {
    spent: [],
    run: () => client.read({ text: 'hello' }, root),
    close: async () => {
      root.end();
      transport.close();
      await server.close({ graceMs: 1000 });
    },
  };
}

/** The interceptors around nothing: what a call passes on its way out and in. */
function intercepted(sampling: number | undefined): Contender {
  const { server, client } = both(sampling);
  const { read } = endpointsOf(contract);
  const handler: ServerFunction = async (request) => request;
  const served = server ? server.serverInterceptor(read, handler) : handler;
  const reach: ClientFunction = async (request, call) =>
    served(request, call as Call as Parameters<typeof served>[1]); // a scope is both
  const attempt = client ? client.attemptInterceptor(read, reach) : reach;
  const send = client ? client.clientInterceptor(read, attempt) : attempt;
  const root = aCall({ effects });
  return {
    spent: [],
    run: async () => {
      const call = root.fork({ name: 'echo', endpoint: read });
      await send('hello', call);
      call.end();
    },
  };
}

function both(sampling: number | undefined): { server?: ATelemetry; client?: ATelemetry } {
  if (sampling === undefined) return {};
  const options = { effects, sampling, spans: forgetful() };
  return {
    server: aTelemetry({ ...options, name: 'echo' }),
    client: aTelemetry({ ...options, name: 'desk' }),
  };
}

/** A list that keeps nothing. */
function forgetful(): never[] {
  const list: never[] = [];
  list.push = () => 0;
  return list;
}

async function rounds(contenders: readonly Contender[], calls: number): Promise<void> {
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      const micros = await cpuOf(contender, calls); // not at once: one process, one CPU clock
      if (round >= 0) contender.spent.push(micros); // two rounds to warm up
    }
  }
}

/** CPU microseconds a call, over one round. */
async function cpuOf(contender: Contender, calls: number): Promise<number> {
  const before = process.cpuUsage();
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await contender.run(); // one after the other: that is the bound
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function recordNanos(): number {
  const meter = new CallMeter(effects.monotonic);
  const record = (): number => {
    const before = process.cpuUsage();
    const startedAt = effects.monotonic.now();
    for (let i = 0; i < RECORDS; i += 1) meter.record(startedAt, 'desk', undefined);
    const { user, system } = process.cpuUsage(before);
    return ((user + system) * 1000) / RECORDS;
  };
  return median([record(), record(), record(), record(), record()]);
}

function ratio(one: Contender, other: Contender): number {
  return Number((median(one.spent) / median(other.spent)).toFixed(3));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
