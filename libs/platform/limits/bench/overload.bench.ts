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
  const bare = await overload(BARE, 2 * peak.good);
  const limited = await overload(LIMITED, 2 * peak.good);
  return {
    name: 'twice the load a service can take',
    figures: {
      'peak goodput, calls/s': Math.round(peak.good),
      'peak, processors that the server got': ratio(peak.processors, 1),
      'bare, goodput over peak': ratio(bare.good, peak.good),
      'bare, share of RIDE calls answered': ratio(bare.rideGood, bare.ride),
      'limited, goodput over peak': ratio(limited.good, peak.good),
      'limited, share of RIDE calls answered': ratio(limited.rideGood, limited.ride),
      'limited, processors that the server got': ratio(limited.processors, 1),
      'limited, RIDE 95th percentile, ms': Math.round(limited.rideP95),
      'a refusal, us': Number(costOfRefusal().toFixed(2)),
    },
  };
}

/** A load, and what part of a processor its server got: far below 1 at these loads, others had it, and the run says nothing. */
interface Measured extends Offered {
  readonly processors: number;
}

async function peakGoodput(): Promise<Measured> {
  const child = await start(LIMITED);
  const measured: Measured[] = [];
  // Upwards, one after the other: each load would disturb the next.
  for (const load of [300, 350, 400, 450]) measured.push(await measure(child, { load, seconds: 1.5 }));
  child.process.kill();
  return measured.reduce((best, other) => (other.good > best.good ? other : best));
}

async function overload(kind: string, load: number): Promise<Measured> {
  const child = await start(kind);
  await offer(child.address, { load: load / 4, seconds: 1 });
  const measured = await measure(child, { load, seconds: SECONDS });
  child.process.kill();
  return measured;
}

async function measure(child: Child, load: { load: number; seconds: number }): Promise<Measured> {
  const before = await cpuSeconds(child);
  const offered = await offer(child.address, load);
  return { ...offered, processors: ((await cpuSeconds(child)) - before) / load.seconds };
}

function cpuSeconds({ process: child }: Child): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', ({ user, system }: NodeJS.CpuUsage) => resolve((user + system) / 1e6));
    child.send('usage');
  });
}

interface Child {
  readonly process: ChildProcess;
  readonly address: string;
}

/** This bundle again, as a server. */
function start(kind: string): Promise<Child> {
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
