import { HansomError } from '@hansom/platform-errors';

import { type Call } from './call.ts';
import { type Endpoint } from './endpoint.ts';

/**
 * Throws when a call of the endpoint cannot be answered in time: it is over, or has less left than `service` promises to
 * take in the mean. Work on it would be lost.
 */
export function refuseTooLate(endpoint: Endpoint, service: string, call: Call): void {
  const over = call.cancellation();
  if (over) throw over;
  const left = call.remaining();
  if (left >= endpoint.promise.meanMs) return;
  throw new HansomError('deadline_exceeded', `${service}.deadline_too_short`, {
    description: `${endpoint.method} takes ${endpoint.promise.meanMs} ms in the mean, and the call has less left`,
    context: { left_ms: left.toFixed(1), mean_ms: String(endpoint.promise.meanMs) },
  });
}
