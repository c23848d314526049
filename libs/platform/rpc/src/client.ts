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
  /** Around a call with all its attempts. */
  interceptors?: readonly ClientInterceptor[];
  /** Around each attempt: it sees a call of its own, whose headers and target are not those of the next attempt. */
  attemptInterceptors?: readonly ClientInterceptor[];
  /**
   * Whether a NO_SIDE_EFFECTS call that is not answered within the promised 95th percentile is sent a second time, at the cost
   * of a retry. The first answer counts. Default: false.
   */
  hedge?: boolean;
}

/** What is kept of a parent's time to answer in. */
const TO_ANSWER_MS = 2;

/**
 * A client of a service. A unary RPC runs until the earliest of: 2 ms before its parent's deadline; three times its promised 95th
 * percentile, at least 0.5 s; 5 s. A stream runs until 2 ms before its parent's deadline. Both are cancelled with their parent, and
 * fail with the HansomError that the callee, or whatever is behind it, threw. UNAVAILABLE is tried again where the contract
 * says that this is safe; a stream never is.
 */
export function createClient<D extends ContractDefinition>(contract: D, options: ClientOptions): ClientOf<D> {
  const { effects, transport, from, interceptors = [], attemptInterceptors = [], hedge = false } = options;
  const endpoints: Readonly<Record<string, Endpoint>> = endpointsOf(contract);
  const to = options.to ?? Object.values(endpoints)[0]?.service ?? contract.name;
  const connection = transport.connect(from, to);
  const way = { to, effects, connection, budget: new RetryBudget(), attemptInterceptors, hedge };
  const rpcs = Object.entries(endpoints).map(([key, endpoint]) => {
    const send = compose(interceptors, endpoint, senderOf(endpoint, way));
    return [key, endpoint.kind === 'unary' ? unaryOf(endpoint, send, way) : streamOf(endpoint, send, way)];
  });
  return Object.freeze(Object.fromEntries(rpcs)) as ClientOf<D>; // the keys and types of the same contract
}

function unaryOf(
  endpoint: Endpoint,
  send: ClientFunction,
  { to, effects }: { to: string; effects: Effects },
) {
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

function streamOf(endpoint: Endpoint, send: ClientFunction, { to }: { to: string }) {
  return async function* (request: unknown, parent: Call): AsyncGenerator<unknown> {
    const deadline = monotonicInstant(parent.deadline - TO_ANSWER_MS);
    const call = parent.fork({ name: to, endpoint, deadline });
    try {
      yield* (await send(request, call)) as AsyncIterable<unknown>; // what the sender of a stream resolves with
    } finally {
      call.cancel(); // also where all went well: what is still to be sent concerns nobody
    }
  };
}
