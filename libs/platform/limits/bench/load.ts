import { type Millis } from '@hansom/platform-context';
import { createClient, grpcClientTransport, rootCall, staticResolver } from '@hansom/platform-rpc';

import { answerParent } from './child.ts';
import { CONTRACTS, LEVELS, MIX } from './contracts.ts';
import { realEffects } from './real-effects.ts';

/** What became of a load. A call is good when it was answered within its deadline of 500 ms. */
export interface Offered {
  /** Good calls a second. */
  readonly good: number;
  readonly ride: number;
  readonly rideGood: number;
  readonly rideP95: Millis;
}

export interface Load {
  readonly address: string;
  /** Calls a second. */
  readonly load: number;
  readonly seconds: number;
}

/** A child's program: offers each load that it is asked for. In a process of its own, so that it does not stand still with who measures. */
export function clients(): Promise<never> {
  return answerParent((load) => offer(load as Load)); // what the parent sends
}

/** Calls at random moments, `load` a second in the mean, whether earlier ones were answered or not. */
async function offer({ address, load, seconds }: Load): Promise<Offered> {
  const effects = realEffects();
  const { monotonic, random } = effects;
  const transport = grpcClientTransport({ resolver: staticResolver({ 'sample-hold': [address] }) });
  const callees = CONTRACTS.map((contract) => createClient(contract, { effects, transport, from: 'bench' }));
  const root = rootCall(effects, { name: 'bench', deadlineMs: Infinity });
  const took: Millis[][] = LEVELS.map(() => []);
  const asked = LEVELS.map(() => 0);
  const calls: Promise<void>[] = [];

  const start = monotonic.now();
  let next = 0;
  while (monotonic.now() - start < seconds * 1000) {
    await effects.timers.sleep(1); // the pace is the point
    for (; next < monotonic.now() - start; next += (-Math.log(1 - random.next()) * 1000) / load) {
      const level = pick(random.next());
      const since = monotonic.now();
      asked[level] = (asked[level] ?? 0) + 1;
      const call = callees[level]?.get({ holdId: 'hold_1' }, root).then(
        () => void took[level]?.push(monotonic.now() - since),
        () => undefined,
      );
      if (call) calls.push(call);
    }
  }
  await Promise.all(calls);
  root.end();
  transport.close();

  const ride = (took[0] ?? []).toSorted((a, b) => a - b);
  return {
    good: took.flat().length / seconds,
    ride: asked[0] ?? 0,
    rideGood: ride.length,
    rideP95: ride[Math.floor(ride.length * 0.95)] ?? NaN,
  };
}

function pick(at: number): number {
  let left = at;
  return LEVELS.find((level) => (left -= MIX[level]) < 0) ?? 0;
}
