import { type Child, startChild } from './child.ts';
import { type Load, type Offered } from './load.ts';
import { type ServerQuestion } from './loaded-server.ts';
import { costOfRefusal } from './refusal.ts';

export { clients } from './load.ts';
export { server } from './loaded-server.ts';

const ROUNDS = 3;
const SECONDS = 4;

/** A load and what became of it, with the processor time that the server had. */
interface Measured extends Offered {
  /** What part of a processor the server got: where it is far below 1 under a load that is too much, others had it. */
  readonly processors: number;
  /** Calls a second. */
  readonly load: number;
  /** Microseconds of the server's processor. */
  readonly cpuUs: number;
  readonly seconds: number;
  /** Good calls in a second of the server's processor: what others take from it makes no difference. */
  readonly goodAProcessor: number;
}

interface Round {
  readonly peak: Measured;
  readonly bare: Measured;
  readonly limited: Measured;
}

/**
 * A service whose calls take 2 ms of processor each, with the limiter and without it, and clients that call whether it answers or not,
 * each in a process of its own. The peak is the best goodput of a few loads with the limiter; then both get twice that. Medians of
 * interleaved rounds of the same three processes, which are warm.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const stage: Stage = {
    clients: startChild('clients'),
    limited: startChild('server', 'limited'),
    bare: startChild('server', 'bare'),
  };
  await warm(stage);
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await measureRound(stage)); // each would disturb the next
  for (const child of Object.values(stage)) child.kill();
  const median = (read: (round: Round) => number): number => medianOf(rounds.map(read));
  return {
    name: 'twice the load a service can take',
    figures: {
      'peak goodput, calls/s': median(({ peak }) => peak.good),
      'peak, processors that the server got': median(({ peak }) => peak.processors),
      'limited, goodput over peak': median(({ limited, peak }) => limited.good / peak.good),
      'limited, goodput a processor over peak': median(perProcessor('limited')),
      'limited, goodput a processor over peak, worst round': Math.min(...rounds.map(perProcessor('limited'))),
      'limited, processors that the server got': median(({ limited }) => limited.processors),
      'limited, load over what these could take': median(
        ({ limited, peak }) => limited.load / (limited.processors * peak.goodAProcessor),
      ),
      'limited, processor time of a refused call, us': median(costOfRefusedCall),
      'limited, share of RIDE calls answered': median(({ limited }) => limited.rideGood / limited.ride),
      'limited, share of RIDE calls answered, worst round': Math.min(
        ...rounds.map(({ limited }) => limited.rideGood / limited.ride),
      ),
      'limited, RIDE 95th percentile, ms': median(({ limited }) => limited.rideP95),
      'bare, goodput over peak': median(({ bare, peak }) => bare.good / peak.good),
      'bare, goodput a processor over peak': median(perProcessor('bare')),
      'bare, share of RIDE calls answered': median(({ bare }) => bare.rideGood / bare.ride),
      'the limiter alone, us a refusal': costOfRefusal(),
    },
  };
}

function perProcessor(kind: 'bare' | 'limited'): (round: Round) => number {
  return (round) => round[kind].goodAProcessor / round.peak.goodAProcessor;
}

/** What the server's processor did beside good calls, over all others: most of it is gRPC's part of a call. */
function costOfRefusedCall({ limited, peak }: Round): number {
  const good = limited.good * limited.seconds;
  const others = limited.load * limited.seconds - good;
  return (limited.cpuUs - (good * 1e6) / peak.goodAProcessor) / others;
}

interface Stage {
  readonly clients: Child;
  readonly limited: Child;
  readonly bare: Child;
}

/** A server's first thousand calls take it several times as long, refusals as well as answers. */
async function warm({ clients, limited, bare }: Stage): Promise<void> {
  for (const server of [bare, limited]) await measure(clients, server, { load: 300, seconds: 4 }); // one has the processors
  await measure(clients, limited, { load: 1000, seconds: 1 });
}

async function measureRound({ clients, limited, bare }: Stage): Promise<Round> {
  const tried: Measured[] = [];
  // Upwards, one after the other: each load would disturb the next.
  for (const load of [250, 300, 350, 400]) {
    tried.push(await measure(clients, limited, { load, seconds: 1.5 }));
  }
  const peak = tried.reduce((best, other) => (other.good > best.good ? other : best));
  const twice = { load: 2 * peak.good, seconds: SECONDS };
  return {
    peak,
    limited: await measure(clients, limited, twice),
    bare: await measure(clients, bare, twice),
  };
}

async function measure(clients: Child, server: Child, offer: Omit<Load, 'address'>): Promise<Measured> {
  const ask = (question: ServerQuestion): Promise<unknown> => server.ask(question);
  const address = String(await ask('address'));
  const before = Number(await ask('cpu'));
  const offered = (await clients.ask({ ...offer, address })) as Offered; // what the child answers
  const seconds = Number(await ask('cpu')) - before;
  return {
    ...offered,
    ...offer,
    cpuUs: seconds * 1e6,
    processors: seconds / offer.seconds,
    goodAProcessor: (offered.good * offer.seconds) / seconds,
  };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
