import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  domainClock,
  type Effects,
  instant,
  realEffects,
  realMonotonic,
  silentLogger,
} from '@hansom/platform-context';
import { aggregates, type EventEnvelope } from '@hansom/platform-schedule';
import { type Engine } from '@hansom/platform-store';
import { openLmdbStore } from '@hansom/platform-store-lmdb';

import { Broadcast } from '../src/broadcast.ts';
import { type Deliver } from '../src/bus.ts';
import { Group } from '../src/group/group.ts';
import { InProcessBus } from '../src/in-process/in-process-bus.ts';
import { type Lamps, lampsKind, lampsOptions, localOwner, touch } from '../src/testing/world/lamps.ts';

const EVENTS = 10_000;
const KEYS = 500;
const TRANSITIONS = 6_400;

interface Bench {
  effects: Effects;
  engine: Engine;
}

/**
 * Events a second through the bus of one process to a handler that does nothing, with what a group notes of them on lmdb: from a publisher
 * that makes none of it durable, and from transitions, with their intentions and their relay.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hansom-bench-'));
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(1_000_000_000_000), at: monotonic.now(), speed: 1 }, monotonic);
  const effects = realEffects(clock, silentLogger);
  const store = openLmdbStore({ path: folder, clock });
  try {
    const parts = { effects, engine: await store.open('bench') };
    await published(parts, 'ordered', 'warm-up');
    const figures = {
      'ordered events/s': await published(parts, 'ordered', 'o'),
      'idempotent events/s': await published(parts, 'idempotent', 'i'),
      'broadcast events/s': await published(parts, 'broadcast', 'b'),
      'transitions heard in order/s, 64 writers': await transitions(parts, 'ordered'),
      'the same, heard by nobody': await transitions(parts, undefined),
    };
    return { name: 'bus', figures };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Kind = 'ordered' | 'idempotent' | 'broadcast';

async function published(parts: Bench, kind: Kind, prefix: string): Promise<number> {
  const bus = new InProcessBus();
  const listening = listener(parts, { kind, lamps: idle(parts), bus, count: EVENTS });
  const start = parts.effects.monotonic.now();
  for (let index = 0; index < EVENTS; index++) await bus.publish(anEvent(prefix, index));
  return rateAt(parts, await listening.all, { start, count: EVENTS });
}

async function transitions(parts: Bench, kind: Kind | undefined): Promise<number> {
  const bus = new InProcessBus();
  const lamps = aggregates(parts.effects, parts.engine, { ...lampsOptions, shards: 4, sink: bus });
  const listening = kind && listener(parts, { kind, lamps, bus, count: TRANSITIONS });
  const start = parts.effects.monotonic.now();
  const writers = Array.from({ length: 64 }, async (_, writer) => {
    for (let index = 0; index < TRANSITIONS / 64; index++)
      await touch(lamps, `${kind}_${writer}_${index >> 3}`);
  });
  await Promise.all(writers);
  const rate = rateAt(parts, await listening?.all, { start, count: TRANSITIONS });
  await lamps.close();
  return rate;
}

/** Resolves when `count` events were handled. */
function listener(
  { effects, engine }: Bench,
  { kind, lamps, bus, count }: { kind: Kind; lamps: Lamps; bus: InProcessBus; count: number },
): { all: Promise<void> } {
  let left = count;
  let done = (): void => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const handle = async (): Promise<void> => {
    if (--left === 0) done();
  };
  const deliver = delivering(kind, { effects, engine, lamps, handle });
  bus.subscribe('lamps', kind === 'broadcast' ? kind : { group: 'bench' }, deliver);
  return { all };
}

function delivering(kind: Kind, parts: Bench & { lamps: Lamps; handle: () => Promise<void> }): Deliver {
  const { lamps, ...rest } = parts;
  if (kind === 'broadcast') {
    const broadcast = new Broadcast({ ...rest, aggregate: 'lamp' });
    return (envelope) => broadcast.deliver(envelope);
  }
  const group = new Group({ ...rest, service: 'bench', kind, of: lampsKind, owner: localOwner(lamps) });
  return (envelope) => group.deliver(envelope);
}

function idle({ effects, engine }: Bench): Lamps {
  return aggregates(effects, engine, { ...lampsOptions, sink: new InProcessBus() });
}

function anEvent(prefix: string, index: number): EventEnvelope {
  const [key, version] = [`${prefix}_${index % KEYS}`, Math.floor(index / KEYS) + 1];
  const base = { id: `lamp/${key}/${version}`, topic: 'lamps', aggregate: 'lamp', type: 'lamp.changed' };
  return { ...base, key, version, payload: new Uint8Array(200), occurredAt: instant(0) };
}

function rateAt({ effects }: Bench, _: void, { start, count }: { start: number; count: number }): number {
  return Math.round((count / (effects.monotonic.now() - start)) * 1_000);
}
