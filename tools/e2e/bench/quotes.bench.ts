import { type CallScope, rootCall } from '@hansom/platform-rpc';

import { steadyLoad } from '../src/testing/chaos/steady-load.ts';
import { type CityStack, startCity } from '../src/testing/city/city-stack.ts';
import { People } from '../src/testing/city/people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from '../src/testing/city/places.ts';
import { quoteCalls } from '../src/testing/city/quote-calls.ts';

const DRIVERS = 10;
const RATES = [50, 200];
const SECONDS = 3;
const ROUNDS = 3;
const DEADLINE_MS = 10_000;
/** One rider asks for all of them. */
const CONFIG = { 'customer-api': { rate: { limit: 1_000_000 } } };
const WISH = { pickup: KUNGSPORTSPLATSEN, destination: JARNTORGET };

/** How long calls took that were answered, and how many were not. */
interface Taken {
  readonly times: number[];
  failed: number;
}

/**
 * "Nearby, ETA and quote", the call that every booking begins with, at rates that do not wait for answers: as the riders' API answers it,
 * and the calls behind it by themselves, side by side as the API makes them and one after the other. Rounds of the three take turns.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const city = await startCity({ speed: 1, root: process.cwd(), config: CONFIG });
  const people = new People(city);
  try {
    await people.drivers(DRIVERS, KUNGSPORTSPLATSEN);
    const rider = await people.rider(1);
    const calls = quoteCalls(city);
    const variants = {
      'riders’ API': () => rider.api.createQuotes({ body: WISH }),
      'side by side': () => scoped(city, (call) => calls.sideBySide(WISH, call)),
      'one after the other': () => scoped(city, (call) => calls.oneAfterTheOther(WISH, call)),
    };
    await takeTurns(city, variants, { rate: RATES[0] ?? 1, rounds: 1 }); // warm
    const figures: Record<string, number> = {};
    for (const rate of RATES) {
      Object.assign(figures, told(rate, await takeTurns(city, variants, { rate, rounds: ROUNDS }))); // by itself
    }
    return { name: 'nearby, ETA and quote', figures };
  } finally {
    await people.close();
    await city.close();
  }
}

async function scoped({ effects }: CityStack, run: (call: CallScope) => Promise<unknown>): Promise<unknown> {
  const call = rootCall(effects, { name: 'bench', deadlineMs: DEADLINE_MS });
  try {
    return await run(call);
  } finally {
    call.end();
  }
}

async function takeTurns<N extends string>(
  { effects }: CityStack,
  variants: Readonly<Record<N, () => Promise<unknown>>>,
  { rate, rounds }: { rate: number; rounds: number },
): Promise<Map<string, Taken>> {
  const taken = new Map<string, Taken>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, ask] of Object.entries<() => Promise<unknown>>(variants)) {
      const of = taken.get(name) ?? { times: [], failed: 0 };
      taken.set(name, of);
      const load = steadyLoad(timed(ask, of.times), { perSecond: rate, atOnce: rate, effects });
      await effects.timers.sleep(SECONDS * 1000); // variants would take the processors from each other
      await load.stop();
      of.failed += load.outcomes.filter(({ failure }) => failure !== undefined).length;
    }
  }
  return taken;
}

function timed(ask: () => Promise<unknown>, times: number[]): () => Promise<void> {
  return async () => {
    const begun = performance.now();
    await ask();
    times.push(performance.now() - begun);
  };
}

function told(rate: number, taken: ReadonlyMap<string, Taken>): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [name, { times, failed }] of taken) {
    const what = `${rate} a second, ${name}`;
    figures[`${what}: mean ms`] = mean(times);
    figures[`${what}: p95 ms`] = p95(times);
    figures[`${what}: answered a second`] = times.length / (SECONDS * ROUNDS);
    figures[`${what}: failed`] = failed;
  }
  const sequential = taken.get('one after the other')?.times ?? [];
  const parallel = taken.get('side by side')?.times ?? [];
  figures[`${rate} a second, one after the other / side by side: mean`] = mean(sequential) / mean(parallel);
  figures[`${rate} a second, one after the other / side by side: p95`] = p95(sequential) / p95(parallel);
  return figures;
}

function mean(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
}
