import { settle } from '@hansom/platform-context/testing';
import { type Engine, type StoredRow } from '@hansom/platform-store';
import { type Simulation } from '@hansom/testing-simulation';

import { minuteOf } from '../buckets.ts';
import { marksTable } from '../tables.ts';
import { type Holds, type World } from './explored-world.ts';
import { hold } from './holds.ts';

const IDS = ['h1', 'h2'];
/** Longer than a mark may stay where it is; rounds enough for every bucket of the run to be closed. */
const ROUND_MS = 62_000;
const ROUNDS = 5;

/** What must hold after any run, once its processes are gone and another one has swept. Says what does not. */
export async function theTruth(world: World, simulation: Simulation): Promise<string | undefined> {
  const engine = simulation.process('clerk').engine('sample');
  if (await isShared(engine)) return 'one rider has two live holds';
  const { holds } = await world.process('judge');
  await recover(simulation, holds);
  const early = await violated(world, engine);
  if (early !== undefined) return early;
  while (simulation.store.inFlight.length > 0) simulation.deliver(0);
  await recover(simulation, holds);
  const late = await violated(world, engine);
  return late === undefined ? undefined : `after late arrivals: ${late}`;
}

/** All holds of these runs are the same rider's. */
async function isShared(engine: Engine): Promise<boolean> {
  const states = await Promise.all(IDS.map((id) => engine.readState(hold, id, 'serial')));
  return states.every((state) => state?.state === 'PLACED');
}

async function recover(simulation: Simulation, holds: Holds): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await simulation.pass(ROUND_MS);
    await holds.sweep();
    await settle();
  }
}

async function violated(world: World, engine: Engine): Promise<string | undefined> {
  const written: StoredRow[] = [];
  for (const id of IDS) {
    const state = await engine.readState(hold, id, 'serial');
    const events = await engine.readEvents(hold, id, { from: 1, to: 1_000 });
    const wrong = wrongWith(world, { id, state, events });
    if (wrong !== undefined) return `${id}: ${wrong}`;
    written.push(...events);
  }
  return (
    untrue(world, written) ??
    stuck(world.simulation, await engine.get(marksTable('hold'), { shard: 0 }, 'plain'))
  );
}

function wrongWith(
  world: World,
  { id, state, events }: { id: string; state: StoredRow | undefined; events: StoredRow[] },
): string | undefined {
  const versions = events.map(({ version }) => version);
  const count = Number(state?.version ?? 0);
  if (versions.length !== count || versions.some((version, index) => version !== index + 1)) {
    return `version ${count}, but events ${versions.join(', ')}`;
  }
  const published = new Set(world.sink.versionsOf(id));
  const unheard = versions.filter((version) => !published.has(Number(version)));
  if (unheard.length > 0) return `nobody hears of version ${unheard.join(', ')}`;
  return state?.state === 'PLACED' ? 'its timer is lost' : undefined;
}

/** Each writer makes one event, which names it. */
function untrue({ told }: World, events: readonly StoredRow[]): string | undefined {
  for (const { writer, answer } of told) {
    const made = events.filter(
      ({ payload }) => Buffer.from(payload as Uint8Array).toString() === writer,
    ).length; // a blob
    if (made > 1) return `${writer} did it ${made} times`;
    if (answer !== 'unknown' && made !== (answer === 'applied' ? 1 : 0))
      return `${writer} was told ${answer}`;
  }
  return undefined;
}

/** All that the run wrote lies minutes back. */
function stuck(simulation: Simulation, marks: StoredRow | undefined): string | undefined {
  const behind = minuteOf(simulation.time.clock.now()) - ROUNDS;
  const late = ['outbox', 'timers'].filter((queue) => Number(marks?.[queue] ?? 0) < behind);
  return late.length > 0 ? `the mark of ${late.join(' and ')} is stuck` : undefined;
}
