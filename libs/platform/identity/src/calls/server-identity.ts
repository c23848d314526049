import { type Effects } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import {
  type Endpoint,
  type ServerCall,
  type ServerFunction,
  type ServerInterceptor,
} from '@hansom/platform-rpc';

import { mayCall, type Refusal } from '../access/may-call.ts';
import { type TokenVerifier } from '../users/token-verifier.ts';
import { type User } from '../users/user.ts';
import { actAs, believed } from './current-user.ts';

export interface ServerIdentityOptions {
  verifier: TokenVerifier;
  effects: Pick<Effects, 'log'>;
}

const BEARER = 'Bearer ';

/**
 * Lets nobody in whom the contract does not name. A token that is shown must be good, even where none is needed; whose it is, is
 * `currentUser` of the call, and its tenancy and city are those of the baggage. Refuses with `<service>.unauthenticated` and
 * `<service>.permission_denied`.
 */
export function serverIdentity({ verifier, effects }: ServerIdentityOptions): ServerInterceptor {
  return (endpoint, next) => {
    const city = cityOf(endpoint);

    function admit(request: unknown, call: ServerCall, user: User | undefined): unknown {
      const refusal = mayCall(endpoint.access, { caller: call.caller, user, city: city(request) });
      if (call.caller.operator !== undefined) logOperator(endpoint, call, refusal);
      if (refusal) throw errorOf(refusal, call);
      return believing(endpoint, next)(request, call, user);
    }

    function logOperator({ path }: Endpoint, { caller: { operator } }: ServerCall, refusal?: Refusal): void {
      effects.log.info('operator called', { rpc: path, operator, refused: refusal !== undefined });
    }

    return (request, call) => {
      const header = call.header('authorization');
      if (header === undefined) return admit(request, call, undefined);
      const token = header.startsWith(BEARER) ? header.slice(BEARER.length) : '';
      const use = (user: User | undefined): unknown => {
        if (!user) throw errorOf(BAD_TOKEN, call);
        actAs(call, user, token);
        return admit(request, call, user);
      };
      const user = verifier.verify(token);
      return user instanceof Promise ? user.then(use) : use(user);
    };
  };
}

const BAD_TOKEN: Refusal = {
  kind: 'unauthenticated',
  description: "the user's token is not valid, or no longer",
};

/** Reads the city that a request names, where the rule asks for one. */
function cityOf({ access }: Endpoint): (request: unknown) => string | undefined {
  const field = access?.kind === 'only' ? access.cityField : undefined;
  if (field === undefined) return () => undefined;
  return (request) => {
    const value = (request as Readonly<Record<string, unknown>>)[field]; // a message of the endpoint, or a stream of them
    return typeof value === 'string' ? value : undefined;
  };
}

/** Serves with the baggage that may be believed; a call of its own only where that is not what came. */
function believing(endpoint: Endpoint, next: ServerFunction) {
  return (request: unknown, call: ServerCall, user: User | undefined): unknown => {
    const baggage = believed(call, user);
    if (baggage === call.baggage) return next(request, call);
    const scope = call.fork({ baggage });
    scope.header = (name) => call.header(name);
    if (endpoint.kind !== 'unary') return next(request, scope); // it lives as long as the stream, which ends it
    return endAfter(
      () => next(request, scope),
      () => scope.end(),
    );
  };
}

async function endAfter(work: () => unknown, end: () => void): Promise<unknown> {
  try {
    return await work();
  } finally {
    end();
  }
}

function errorOf({ kind, description }: Refusal, call: ServerCall): HansomError {
  return new HansomError(kind, `${call.name}.${kind}`, { description });
}
