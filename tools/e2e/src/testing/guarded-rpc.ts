import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { actAs, clientIdentity, serverIdentity, tokenVerifier, type User } from '@hansom/platform-identity';
import { testAuth } from '@hansom/platform-identity/testing';
import {
  type Call,
  type Caller,
  type ContractDefinition,
  createClient,
  createServer,
  type Endpoint,
  endpointsOf,
  type HandlersOf,
  InProcessNetwork,
  type MethodDefinition,
  rootCall,
  serve,
} from '@hansom/platform-rpc';

import { believingAll, claiming } from './claims.ts';

/** One call of an RPC: by whom, for whom, and asking what. */
export interface Visit {
  readonly caller: Caller;
  readonly user: User | undefined;
  /** Fields of the request; the others are empty. */
  readonly request: Readonly<Record<string, string>>;
}

/** An RPC behind `serverIdentity` whose handler does nothing but count. */
export interface GuardedRpc {
  /** What becomes of a call: `served`, or the kind of the error. Rejects where anything but the access rule was broken. */
  visit(visit: Visit): Promise<string>;
  /** How many calls reached the handler. */
  readonly reached: number;
}

type Rpc = (request: unknown, call: Call) => unknown;

/** Serves the RPC that a contract has under `key`, in this process, for whoever calls. */
export async function guardedRpc(contract: ContractDefinition, key: string): Promise<GuardedRpc> {
  const effects = fakeEffects();
  const auth = await testAuth(effects);
  const network = new InProcessNetwork(effects);
  const { method, endpoint } = rpcOf(contract, key);
  const counter = { reached: 0 };
  const server = createServer({
    service: endpoint.service,
    effects,
    contracts: [serve(contract, counting(contract, counter))],
    transport: believingAll(network.serverTransport()),
    interceptors: [serverIdentity({ verifier: tokenVerifier({ keys: auth.keys, effects }), effects })],
  });
  await server.start();

  async function visit({ caller, user, request }: Visit): Promise<string> {
    const transport = claiming(network.clientTransport(), caller);
    const client = createClient(contract, {
      effects,
      transport,
      from: 'spec',
      interceptors: [clientIdentity()],
    });
    const call = rootCall(effects, { name: 'spec', deadlineMs: 5000 });
    if (user) actAs(call, user, await auth.tokenFor(user));
    try {
      await answered(client[key], requestOf(method, request), call);
      return 'served';
    } catch (error) {
      return refusalIn(error, endpoint);
    } finally {
      call.end();
    }
  }

  return {
    visit,
    get reached() {
      return counter.reached;
    },
  };
}

function rpcOf(contract: ContractDefinition, key: string): { method: MethodDefinition; endpoint: Endpoint } {
  const [method, endpoint] = [contract.methods[key], endpointsOf(contract)[key]];
  if (!method || !endpoint) throw new Error(`${contract.fullName} has no ${key}`);
  return { method, endpoint };
}

function counting(
  contract: ContractDefinition,
  counter: { reached: number },
): HandlersOf<ContractDefinition> {
  const handlers = Object.entries(contract.methods).map(([key, method]) => {
    const handler = (): unknown => {
      counter.reached += 1;
      return method.responseStream ? streamOf() : method.responseType.decode(new Uint8Array());
    };
    return [key, handler];
  });
  return Object.fromEntries(handlers) as HandlersOf<ContractDefinition>; // an empty answer of each RPC's own type
}

function requestOf({ requestStream, requestType }: MethodDefinition, fields: Visit['request']): unknown {
  const message = { ...(requestType.decode(new Uint8Array()) as object), ...fields };
  return requestStream ? streamOf(message) : message;
}

async function* streamOf(...messages: unknown[]): AsyncGenerator<unknown> {
  yield* messages;
}

async function answered(rpc: Rpc | undefined, request: unknown, call: Call): Promise<void> {
  const answer = await rpc?.(request, call);
  if (isStream(answer)) for await (const message of answer) void message;
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

function refusalIn(error: unknown, { service }: Endpoint): string {
  if (error instanceof HansomError && error.code === `${service}.${error.kind}`) return error.kind;
  throw error;
}
