import { type Effects, monotonicInstant } from '@hansom/platform-context';

import { type Call } from './call.ts';
import { type ClientOf, type ContractDefinition } from './contract.ts';
import { budgetOf, type Endpoint, endpointsOf } from './endpoint.ts';
import { type ClientFunction, type ClientInterceptor, compose } from './interceptors.ts';
import { RetryBudget } from './retry.ts';
import { senderOf } from './sender.ts';
import { type ClientTransport } from './transport.ts';

export interface ClientOptions {
  effects: Effects;
  transport: ClientTransport;
  /** The calling service. */
  from: string;
  /** The service to call, where the contract is one that several services serve. Default: the contract's own. */
  to?: string;
  interceptors?: readonly ClientInterceptor[];
}

/** What is kept of a parent's time to answer in. */
const TO_ANSWER_MS = 2;

/**
 * A client of a service. An RPC runs until the earliest of: 2 ms before its parent's deadline; three times its promised 95th
 * percentile, at least 0.5 s; 5 s. It is cancelled with its parent. It rejects with the HansomError that the callee, or
 * whatever is behind it, threw. UNAVAILABLE is tried again where the contract says that this is safe.
 */
export function createClient<D extends ContractDefinition>(contract: D, options: ClientOptions): ClientOf<D> {
  const { effects, transport, from, interceptors = [] } = options;
  const endpoints: Readonly<Record<string, Endpoint>> = endpointsOf(contract);
  const to = options.to ?? Object.values(endpoints)[0]?.service ?? contract.name;
  const route = { to, effects, connection: transport.connect(from, to), budget: new RetryBudget() };
  const rpcs = Object.entries(endpoints).map(([key, endpoint]) => {
    const send = compose(interceptors, endpoint, senderOf(endpoint, route));
    return [key, rpcOf(endpoint, send, { to, effects })];
  });
  return Object.freeze(Object.fromEntries(rpcs)) as ClientOf<D>; // the keys and types of the same contract
}

function rpcOf(endpoint: Endpoint, send: ClientFunction, { to, effects }: { to: string; effects: Effects }) {
  const budget = budgetOf(endpoint);
  return async (request: unknown, parent: Call): Promise<unknown> => {
    const latest = Math.min(parent.deadline - TO_ANSWER_MS, effects.monotonic.now() + budget);
    const call = parent.fork({ name: to, endpoint, deadline: monotonicInstant(latest) });
    try {
      return await send(request, call);
    } finally {
      call.end();
    }
  };
}
