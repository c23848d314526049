import { type Millis, type Random, seededRandom } from '@hansom/platform-context';

import { RiderApp } from '../city/rider-app.ts';
import { readWhile } from './steady-reads.ts';
import { type UpCity } from './up-city.ts';

export type Figures = Record<string, number | string>;

/** Hurts a city. Resolves when all runs that ran before; what is worth telling beside what became of the city. */
export type Deed = (city: UpCity, seed: number) => Promise<Figures>;

const FROZEN: Millis = 20_000;
const AWAY: Millis = 5_000;
const BETWEEN_KILLS: Millis = 4_000;

/** All of them, in the order in which they are done. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  'redis-kill': killRedis,
  'redis-freeze': freezeRedis,
  'redis-flush': flushRedis,
  kills: (city, seed) => killAll(city, seed),
  roll: rollAll,
};

/** SIGKILL; five seconds later an empty one is there, on the same port. */
async function killRedis({ stores: { redis }, effects: { timers } }: UpCity): Promise<Figures> {
  await redis.kill();
  await timers.sleep(AWAY);
  await redis.restart();
  return {};
}

/** It holds its connections, and answers nothing. */
async function freezeRedis({ stores: { redis }, effects: { timers } }: UpCity): Promise<Figures> {
  redis.freeze();
  await timers.sleep(FROZEN);
  redis.thaw();
  return {};
}

async function flushRedis({ stores: { redis } }: UpCity): Promise<Figures> {
  await redis.flush();
  return {};
}

/** SIGKILL of every process once, in an order that the seed decides, each whether or not the one before is back. */
export async function killAll(city: UpCity, seed: number, between = BETWEEN_KILLS): Promise<Figures> {
  const { told, effects } = city;
  const victims = shuffled(told.names, seededRandom(seed)).map((name) => ({ name, pid: told.pidOf(name) }));
  for (const { name } of victims) {
    process.kill(told.pidOf(name), 'SIGKILL');
    await effects.timers.sleep(between); // not at once: others find out
  }
  const backAfter = await city.eventually('others serve in place of all', () =>
    victims.every(({ name, pid }) => told.pidOf(name) !== pid && told.serves(name)),
  );
  const order = victims.map(({ name }) => name.replace(/-1$/, ''));
  return {
    'killed, in this order': order.join(' '),
    'ms after the last until all served': Math.round(backAfter),
  };
}

/** `./hansom restart`, while a client reads. Throws when a read came to nothing in spite of its repeats. */
export async function rollAll(city: UpCity): Promise<Figures> {
  const before = new Map(city.told.names.map((name) => [name, city.told.pidOf(name)]));
  const rider = await signedIn(city);
  const { monotonic } = city.effects;
  const begun = monotonic.now();
  const reads = readWhile(city.hansom('restart'), { city, rider });
  const { answered, failures, lost, longestMs } = await reads.finally(() => rider.close());
  const ms = monotonic.now() - begun;
  const left = city.told.names.filter((name) => before.get(name) === city.told.pidOf(name));
  if (left.length > 0) throw new Error(`not replaced: ${left.join(' ')}`);
  if (lost.length > 0) throw new Error(`reads failed in spite of their repeats: ${lost.join('; ')}`);
  return {
    'ms that it took': Math.round(ms),
    'reads answered': answered,
    'tries of reads that failed': counted(failures),
    'ms until a read was answered, worst': Math.round(longestMs),
  };
}

/** However busy the machine is with what came before. */
async function signedIn(city: UpCity): Promise<RiderApp> {
  let rider: RiderApp | undefined;
  await city.eventually('a rider is signed in', async () => {
    rider = await RiderApp.signIn(city, 1);
    return true;
  });
  if (!rider) throw new TypeError('they were signed in');
  return rider;
}

function counted(texts: readonly string[]): string {
  const kinds = [...new Set(texts)].sort();
  return [
    `${texts.length}`,
    ...kinds.map((kind) => `${texts.filter((one) => one === kind).length} ${kind}`),
  ].join('; ');
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(random.next() * left.length), 1));
}
