import { type ChildProcess, fork } from 'node:child_process';

import { offer, type Offered } from './load.ts';
import { costOfRefusal } from './refusal.ts';

export { server } from './loaded-server.ts';

const LIMITED = 'limited';
const BARE = 'bare';
const SECONDS = 4;

/**
 * A service whose calls take 2 ms of processor each, in a process of its own, and an open loop of clients that call whether it answers or not.
 * Its peak is the best goodput of a few loads; then it gets twice that, without the limiter and with it.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const peak = await peakGoodput();
  const bare = await overload(BARE, 2 * peak);
  const limited = await overload(LIMITED, 2 * peak);
  return {
    name: 'twice the load a service can take',
    figures: {
      'peak goodput, calls/s': Math.round(peak),
      'bare, goodput over peak': ratio(bare.good, peak),
      'bare, share of RIDE calls answered': ratio(bare.rideGood, bare.ride),
      'limited, goodput over peak': ratio(limited.good, peak),
      'limited, share of RIDE calls answered': ratio(limited.rideGood, limited.ride),
      'limited, RIDE 95th percentile, ms': Math.round(limited.rideP95),
      'a refusal, us': Number(costOfRefusal().toFixed(2)),
    },
  };
}

async function peakGoodput(): Promise<number> {
  const child = await start(LIMITED);
  let peak = 0;
  // Upwards, one after the other: each load would disturb the next.
  for (const load of [300, 350, 400, 450]) {
    const { good } = await offer(child.address, { load, seconds: 1.5 });
    peak = Math.max(peak, good);
  }
  child.process.kill();
  return peak;
}

async function overload(kind: string, load: number): Promise<Offered> {
  const child = await start(kind);
  await offer(child.address, { load: load / 4, seconds: 1 });
  const offered = await offer(child.address, { load, seconds: SECONDS });
  child.process.kill();
  return offered;
}

/** This bundle again, as a server. */
function start(kind: string): Promise<{ process: ChildProcess; address: string }> {
  const [, runner = '', bundle = ''] = process.argv;
  const child = fork(runner, [bundle, 'server', kind], { stdio: ['ignore', 2, 2, 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (address) => resolve({ process: child, address: String(address) }));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

function ratio(part: number, whole: number): number {
  return Number((part / whole).toFixed(3));
}
