import { type Effects } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { attemptOf } from './attempt.ts';
import { type Endpoint } from './endpoint.ts';
import { hedged } from './hedge.ts';
import { type ClientCall, type ClientFunction, type ClientInterceptor, compose } from './interceptors.ts';
import { openingOf } from './opening.ts';
import { backOff, isRetryable, MAX_ATTEMPTS, type RetryBudget } from './retry.ts';
import { refuseTooLate } from './too-late.ts';
import { type Connection } from './transport.ts';

/** The way from one service to another, shared by all RPCs between them. */
export interface Way {
  readonly to: string;
  readonly connection: Connection;
  readonly budget: RetryBudget;
  readonly effects: Effects;
  readonly attemptInterceptors: readonly ClientInterceptor[];
  readonly hedge: boolean;
}

/** The innermost part of a client: sends a call, and sends it again where that is safe. Opens a stream once. */
export function senderOf(endpoint: Endpoint, way: Way): ClientFunction {
  const { attemptInterceptors } = way;
  const own = attemptInterceptors.length > 0;
  if (endpoint.kind !== 'unary') {
    const open = compose(attemptInterceptors, endpoint, openingOf(endpoint, way));
    return (request, call) => open(request, own ? call.fork() : call);
  }
  const attempt = compose(attemptInterceptors, endpoint, attemptOf(endpoint, way));
  return retrying(endpoint, way, own ? onOwnCall(attempt) : attempt);
}

/** An attempt whose headers are not those of the next one. */
function onOwnCall(attempt: ClientFunction): ClientFunction {
  return async (request, call) => {
    const own = call.fork();
    try {
      return await attempt(request, own);
    } finally {
      own.end();
    }
  };
}

function retrying(endpoint: Endpoint, way: Way, attempt: ClientFunction): ClientFunction {
  const hedges = way.hedge && endpoint.idempotency === 'no_side_effects';
  return async (request, call) => {
    let attempts = 0;
    const send = (on: ClientCall): Promise<unknown> => {
      attempts += 1;
      return attempt(request, on);
    };
    way.budget.earn();
    // One attempt after the other is the point of it.
    for (;;) {
      refuseTooLate(endpoint, way.to, { call });
      try {
        return await (hedges && attempts === 0 ? hedged(send, { endpoint, way, call }) : send(call));
      } catch (error) {
        await beforeNext(attempts, error, { endpoint, way, call });
      }
    }
  };
}

/** Waits before the next attempt; throws `error` when there is to be none. */
async function beforeNext(
  attempts: number,
  error: unknown,
  { endpoint, way, call }: { endpoint: Endpoint; way: Way; call: ClientCall },
): Promise<void> {
  if (!(error instanceof HansomError) || !isRetryable(endpoint, way.to, error)) throw error;
  const wait = backOff(attempts, way.effects);
  const inTime = call.remaining() - wait >= endpoint.promise.meanMs;
  if (attempts >= MAX_ATTEMPTS || !inTime || !way.budget.spend()) throw error;
  await way.effects.timers.sleep(wait, call.signal);
}
