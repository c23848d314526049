import { HansomError } from '@hansom/platform-errors';
import { type ClientInterceptor } from '@hansom/platform-rpc';

import { type Check } from '../check.ts';

export interface Refusals {
  /** Counts what callees refuse, and what reaches none. */
  readonly interceptor: ClientInterceptor;
  /** Fails when a callee refused calls since the last run. */
  readonly check: Check;
  /** Fails when more than half of the calls to a service found nobody to take them since the last run, of at least 20. */
  readonly unreachable: Check;
}

/** What says that this service may not call as it does: a rule or a contract is wrong, and stays so until somebody acts. */
const REFUSALS = ['permission_denied', 'unauthenticated', 'unimplemented'];

/** Fewer calls than this since the last run prove nothing. */
const ENOUGH = 20;
const MAX_UNREACHED = 0.5;

interface Reached {
  calls: number;
  unreached: number;
}

/**
 * Watches how callees take this service's calls: whether they refuse its access, its identity or the RPC itself, by RPC, of which there are
 * as many as it calls; and whether anybody takes them, by callee.
 */
export function watchRefusals(): Refusals {
  const refused = new Map<string, number>();
  const callees = new Map<string, Reached>();
  return {
    interceptor: (endpoint, next) => async (request, call) => {
      const callee = calleeIn(callees, call.name);
      callee.calls += 1;
      try {
        return await next(request, call);
      } catch (error) {
        if (isRefusal(error, call.name)) refused.set(endpoint.path, (refused.get(endpoint.path) ?? 0) + 1);
        if (isUnreached(error)) callee.unreached += 1;
        throw error;
      }
    },
    check: {
      name: 'refused-by-callees',
      priority: 'email',
      run: () => {
        const lines = [...refused].map(([path, count]) => `${path}: ${count}`);
        const total = [...refused.values()].reduce((sum, count) => sum + count, 0);
        refused.clear();
        return {
          ok: total === 0,
          message: `refused ${lines.join(', ')}`,
          measurements: { refused_calls: total },
        };
      },
    },
    unreachable: {
      name: 'unreachable-callees',
      priority: 'email',
      run: () => {
        const away = [...callees].filter(([, { calls, unreached }]) => isAway(calls, unreached));
        const lines = away.map(([name, { calls, unreached }]) => `${name} (${unreached} of ${calls} calls)`);
        callees.clear();
        return {
          ok: away.length === 0,
          message: `nobody takes calls to ${lines.join(', ')}`,
          measurements: { unreachable_callees: away.length },
        };
      },
    },
  };
}

function calleeIn(callees: Map<string, Reached>, name: string): Reached {
  const callee = callees.get(name) ?? { calls: 0, unreached: 0 };
  callees.set(name, callee);
  return callee;
}

/** A refusal that the callee only passes on is its own to look into. */
function isRefusal(error: unknown, callee: string): boolean {
  if (!(error instanceof HansomError) || !REFUSALS.includes(error.kind)) return false;
  return error.origin === undefined || error.origin === callee;
}

/** What a service says of itself, that it is full or that it stops, has an origin: this was said by nobody. */
function isUnreached(error: unknown): boolean {
  return error instanceof HansomError && error.kind === 'unavailable' && error.origin === undefined;
}

function isAway(calls: number, unreached: number): boolean {
  return calls >= ENOUGH && unreached > calls * MAX_UNREACHED;
}
