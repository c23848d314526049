import { endpointsOf, rootCall } from '@hansom/platform-rpc';

import { limiter } from '../src/index.ts';
import { CONTRACTS } from './contracts.ts';
import { realEffects } from './real-effects.ts';

const REFUSALS = 200_000;

/** Microseconds that a refusal takes, over those of the server around it. */
export function costOfRefusal(): number {
  const effects = realEffects();
  const [contract] = CONTRACTS;
  if (!contract) return NaN;
  const bounds = { start: 1, floor: 1, ceiling: 1 };
  const { interceptor } = limiter({ service: 'sample-hold', effects, bounds });
  const rpc = interceptor(endpointsOf(contract).get, () => new Promise(() => undefined));
  const call = Object.assign(rootCall(effects, { name: 'bench', deadlineMs: Infinity }), {
    header: () => undefined,
  });
  void rpc({}, call); // stays in flight
  const start = effects.monotonic.now();
  for (let left = REFUSALS; left > 0; left -= 1) {
    try {
      void rpc({}, call);
    } catch {
      continue; // as it should be
    }
    throw new Error('a call over the limit was let in');
  }
  return ((effects.monotonic.now() - start) * 1000) / REFUSALS;
}
