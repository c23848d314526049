import { HansomError } from '@hansom/platform-errors';

import { type Endpoint } from './endpoint.ts';
import { type ClientCall } from './interceptors.ts';
import { isRetryable } from './retry.ts';
import { type Way } from './sender.ts';

interface Sending {
  endpoint: Endpoint;
  way: Way;
  call: ClientCall;
}

/**
 * Sends a call, and once more when nothing has come back within the promised 95th percentile and a retry is left for it. The
 * first answer counts, and the other attempt is given up. Source: Dean and Barroso, "The Tail at Scale", 2013.
 */
export async function hedged(
  send: (call: ClientCall) => Promise<unknown>,
  sending: Sending,
): Promise<unknown> {
  const { endpoint, way, call } = sending;
  const attempts = call.fork();
  try {
    const first = send(attempts.fork());
    const slow = await isSlow(first, sending);
    const second = slow && call.remaining() >= endpoint.promise.meanMs && way.budget.spend();
    return await (second ? firstAnswer([first, send(attempts.fork())], sending) : first);
  } finally {
    attempts.cancel();
  }
}

function isSlow(first: Promise<unknown>, { endpoint, way }: Sending): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = way.effects.timers.after(endpoint.promise.p95Ms, () => resolve(true));
    const settled = (): void => {
      stop();
      resolve(false);
    };
    first.then(settled, settled);
  });
}

/** A failure that may be tried again leaves it to the other attempt. */
function firstAnswer(attempts: readonly Promise<unknown>[], { endpoint, way }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let left = attempts.length;
    for (const attempt of attempts) {
      attempt.then(resolve, (error: unknown) => {
        left -= 1;
        const waits = error instanceof HansomError && isRetryable(endpoint, way.to, error);
        if (left === 0 || !waits) reject(error);
      });
    }
  });
}
