import { HansomError } from '@hansom/platform-errors';
import { type ClientInterceptor } from '@hansom/platform-rpc';

import { type Check } from '../check.ts';

export interface Refusals {
  /** Counts what callees refuse. */
  readonly interceptor: ClientInterceptor;
  /** Fails when a callee refused calls since the last run. */
  readonly check: Check;
}

/** What says that this service may not call as it does: a rule or a contract is wrong, and stays so until somebody acts. */
const REFUSALS = ['permission_denied', 'unauthenticated', 'unimplemented'];

/** Watches whether callees refuse this service: its access, its identity or the RPC itself. Counts by RPC, of which there are as many as it calls. */
export function watchRefusals(): Refusals {
  const refused = new Map<string, number>();
  return {
    interceptor: (endpoint, next) => async (request, call) => {
      try {
        return await next(request, call);
      } catch (error) {
        if (isRefusal(error, call.name)) refused.set(endpoint.path, (refused.get(endpoint.path) ?? 0) + 1);
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
  };
}

/** A refusal that the callee only passes on is its own to look into. */
function isRefusal(error: unknown, callee: string): boolean {
  if (!(error instanceof HansomError) || !REFUSALS.includes(error.kind)) return false;
  return error.origin === undefined || error.origin === callee;
}
