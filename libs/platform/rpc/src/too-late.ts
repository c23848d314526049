import { type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type Call } from './call.ts';
import { type Endpoint } from './endpoint.ts';

/**
 * Throws when a call of the endpoint cannot be answered in time: it is over, or has less left than `service` takes in the mean: as it
 * promises, or as it does lately (`liveMeanMs`), whichever is longer. Work on it would be lost.
 */
export function refuseTooLate(
  endpoint: Endpoint,
  service: string,
  { call, liveMeanMs = 0 }: { call: Call; liveMeanMs?: Millis | undefined },
): void {
  const over = call.cancellation();
  if (over) throw over;
  const left = call.remaining();
  const meanMs = Math.max(endpoint.promise.meanMs, liveMeanMs);
  if (left >= meanMs) return;
  const mean = String(Math.round(meanMs * 10) / 10);
  throw new HansomError('deadline_exceeded', `${service}.deadline_too_short`, {
    description: `${endpoint.method} takes ${mean} ms in the mean, and the call has less left`,
    context: { left_ms: left.toFixed(1), mean_ms: mean },
  });
}
