import { currentUser } from '@hansom/platform-identity';
import {
  type Baggage,
  type Call,
  type Caller,
  type ContractDefinition,
  type HandlersOf,
} from '@hansom/platform-rpc';
import { type ServiceDefinition } from '@hansom/platform-runtime';

/** A call as a handler saw it. */
export interface Reached {
  /** `/hansom.sample_hold.v1.SampleHoldService/Place` */
  readonly path: string | undefined;
  readonly caller: Caller;
  readonly user: string | undefined;
  readonly baggage: Baggage;
}

type AnyHandler = (request: unknown, call: Call) => unknown;

/** The same service, which notes every call that reaches one of its handlers. */
export function watched(definition: ServiceDefinition, reached: Reached[]): ServiceDefinition {
  return {
    ...definition,
    compose: async (host) => {
      const composed = await definition.compose(host);
      return { ...composed, handlers: watchedHandlers(composed.handlers, reached) };
    },
  };
}

function watchedHandlers(
  handlers: HandlersOf<ContractDefinition>,
  reached: Reached[],
): HandlersOf<ContractDefinition> {
  const pairs = Object.entries<AnyHandler>(handlers as Record<string, AnyHandler>).map(([name, handler]) => {
    const noting: AnyHandler = (request, call) => {
      reached.push(seenIn(call));
      return handler(request, call);
    };
    return [name, noting];
  });
  return Object.fromEntries(pairs) as HandlersOf<ContractDefinition>; // the same names, the same answers
}

function seenIn(call: Call): Reached {
  const { endpoint, caller, baggage } = call;
  return { path: endpoint?.path, caller, user: currentUser.get(call)?.id, baggage };
}
