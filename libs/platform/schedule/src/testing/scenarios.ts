import { type Instant, later, type Millis, monotonicInstant } from '@hansom/platform-context';
import { settle } from '@hansom/platform-context/testing';
import { openTable } from '@hansom/platform-store';
import { type Process, type Scenario } from '@hansom/testing-simulation';

import { type Variant, World } from './explored-world.ts';
import { type CallOptions } from '../make.ts';
import { minuteOf } from '../buckets.ts';
import { marksTable } from '../tables.ts';
import { aHold, type HoldDecision, type HoldState, riders } from './holds.ts';
import { theTruth } from './the-truth.ts';

/** When the sweeper comes. */
export type When = 'at once' | 'after minutes' | 'never';
export type Setting = Pick<Scenario<World>, 'setup' | 'facts' | 'check'>;

/** Writers wait for as long as it takes. */
const PATIENT = { deadline: monotonicInstant(Number.MAX_SAFE_INTEGER) };
/** These ask once what became of a lost answer. */
const IMPATIENT = { deadline: monotonicInstant(0) };
const SOON: Millis = 30_000;
export const MINUTES_MS: Millis = 181_000;

export function payloadOf(writer: string): Uint8Array {
  return Buffer.from(writer);
}

export function soon(now: Instant): Instant {
  return later(now, SOON);
}

/** A placed hold in the name of a writer. */
export function placedBy(writer: string, process: Process) {
  const due = soon(process.effects.clock.now());
  return { ...aHold(process.effects, { due }), event: { type: 'hold.placed', payload: payloadOf(writer) } };
}

export function confirmedBy(writer: string): (state: HoldState) => HoldDecision {
  return () => ({ to: 'CONFIRMED', event: { type: 'hold.confirmed', payload: payloadOf(writer) } });
}

export function seatAddedBy(writer: string): (state: HoldState) => HoldDecision {
  return ({ fields }) => ({
    set: { seats: fields.seats + 1 },
    event: { type: 'hold.seat_added', payload: payloadOf(writer) },
  });
}

function callOf({ impatient }: Variant): CallOptions {
  return impatient ? IMPATIENT : PATIENT;
}

function setting(variant: Variant, setup: (world: World) => Promise<void>): Setting {
  return {
    setup: async (simulation) => {
      const world = new World(simulation, variant);
      await marked(world);
      await setup(world);
      return world;
    },
    facts: (world) => world.facts(),
    check: theTruth,
  };
}

/** Marks at the present minute: nothing that is older concerns this run. */
async function marked({ simulation }: World): Promise<void> {
  const engine = simulation.process('installer').engine('sample');
  const minute = minuteOf(simulation.time.clock.now());
  await engine.insertIfAbsent(marksTable('hold'), { shard: 0, outbox: minute, timers: minute });
}

/** Writers on a partition that does not exist. */
export function creation(writers: readonly string[], sweeper: When, variant: Variant = {}): Setting {
  return setting(variant, async (world) => {
    for (const writer of writers) {
      const { process, holds } = await world.writer(writer);
      const create = () => holds.create('h1', placedBy(writer, process), callOf(variant));
      world.simulation.spawn(process, () => world.note(writer, create));
    }
    await sweeping(world, sweeper);
  });
}

/** Writers on a hold that exists: the first enters another state, the others stay in it. */
export function changes(writers: readonly string[], sweeper: When, variant: Variant = {}): Setting {
  return setting(variant, async (world) => {
    await placed(world);
    for (const [index, writer] of writers.entries()) {
      const { process, holds } = await world.writer(writer);
      const decide = index === 0 ? confirmedBy(writer) : seatAddedBy(writer);
      const change = () => holds.transition('h1', { decide }, callOf(variant));
      world.simulation.spawn(process, () => world.note(writer, change));
    }
    await sweeping(world, sweeper);
  });
}

/** Two sweepers, on a hold whose timer is due. */
export function dueTimer(variant: Variant = {}): Setting {
  return setting(variant, async (world) => {
    await placed(world);
    for (const name of ['sweeper 1', 'sweeper 2']) {
      const { process, holds } = await world.process(name);
      world.simulation.spawn(process, () => world.sweepOnce(holds));
    }
    await world.simulation.pass(SOON);
  });
}

/** Two who want one claim, each for an aggregate of its own. */
export function wanters(variant: Variant = {}): Setting {
  return setting(variant, async (world) => {
    for (const id of ['h1', 'h2']) {
      const { process, holds } = await world.writer(id);
      const table = openTable(process.engine('sample'), riders, process.effects);
      const creation = { ...placedBy(id, process), claims: [{ table, key: 'r1' }] };
      world.simulation.spawn(process, () =>
        world.note(id, () => holds.create(id, creation, callOf(variant))),
      );
    }
  });
}

async function placed(world: World): Promise<void> {
  const { process, holds } = await world.process('creator');
  await holds.create('h1', placedBy('creator', process));
  await settle();
}

/** A sweeper that comes at once, or when minutes have passed: then it closes the buckets of what began before. */
async function sweeping(world: World, when: When): Promise<void> {
  if (when === 'never') return;
  const { process, holds } = await world.process('sweeper');
  world.simulation.spawn(process, async () => {
    if (when === 'after minutes') await world.simulation.time.timers.sleep(MINUTES_MS);
    await world.sweepOnce(holds);
  });
}
