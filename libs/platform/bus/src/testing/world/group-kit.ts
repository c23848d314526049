import { type Effects } from '@hansom/platform-context';
import { type FakeEffects, fakeEffects, settle } from '@hansom/platform-context/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { type Engine, SimulatedStore } from '@hansom/platform-store';

import { Group, type GroupOptions } from '../../group/group.ts';
import { type EventOwner } from '../../owner/event-owner.ts';
import { aLampEvent, type Lamps, lampsKind, lampsOptions, localOwner, touch } from './lamps.ts';

export interface GroupKit {
  effects: FakeEffects;
  lamps: Lamps;
  group: Group;
  /** The store of whoever listens. */
  engine: Engine;
  /** `lamp_1/1`: what was handled, in that order. */
  heard: string[];
  /** What its owner was asked. */
  asked: string[];
  /** Has the handler fail at what this says. */
  fail(at: (envelope: EventEnvelope) => boolean): void;
  /** Has the owner be away. */
  ownerAway(away: boolean): void;
  /** Makes so many versions of a lamp, of which no bus tells. */
  make(versions: number, key?: string): Promise<void>;
  /** A bus brings these versions of a lamp. */
  bring(...versions: number[]): Promise<void>;
  /** Lets time pass on both sides, and the owner sweep. */
  pass(ms: number): Promise<void>;
  /** Another instance of the same group. */
  another(): GroupKit;
}

export type GroupKitOptions = Pick<GroupOptions, 'kind' | 'lanes'> & { shards?: number; eventTtlMs?: number };

/** A group that listens to lamps, in memory, under a clock that the spec moves. */
export async function groupKit(options: GroupKitOptions): Promise<GroupKit> {
  const { shards = 1, eventTtlMs } = options;
  const { aggregates: lamps, effects } = await inMemoryAggregates({ ...lampsOptions, shards, eventTtlMs });
  const engine = await new SimulatedStore({ clock: effects.clock }).open('clerk');
  return kitOf({ options, lamps, effects, engine });
}

interface Shared {
  options: GroupKitOptions;
  lamps: Lamps;
  effects: FakeEffects;
  engine: Engine;
}

function kitOf(shared: Shared): GroupKit {
  const { options, lamps, effects, engine } = shared;
  const [heard, asked]: [string[], string[]] = [[], []];
  let [fails, away] = [(_: EventEnvelope): boolean => false, false];
  const handle = async (envelope: EventEnvelope): Promise<void> => {
    if (fails(envelope)) throw new Error('cannot');
    heard.push(`${envelope.key}/${envelope.version}`);
  };
  const { kind, lanes } = options;
  const owner = watched(localOwner(lamps), (question) => {
    if (away) throw new Error('the owner is away');
    asked.push(question);
  });
  const group = new Group({ service: 'clerk', of: lampsKind, kind, lanes, effects, engine, owner, handle });
  return {
    ...{ effects, lamps, group, engine, heard, asked },
    fail: (at) => (fails = at),
    ownerAway: (now) => (away = now),
    make: async (versions, key = 'lamp_1') => {
      for (let version = 0; version < versions; version++) await touch(lamps, key);
    },
    bring: async (...versions) => {
      for (const version of versions) void group.deliver(aLampEvent(version));
      await settle();
    },
    pass: async (ms) => {
      await effects.time.advance(ms);
      await lamps.sweep();
      await settle();
    },
    another: () => kitOf({ ...shared, effects: sharing(effects) }),
  };
}

/** The effects of another process at the same time. */
function sharing({ time }: FakeEffects): FakeEffects & Effects {
  return fakeEffects({ time, seed: 2 });
}

function watched(owner: EventOwner, asking: (question: string) => void): EventOwner {
  return {
    read: async (key, range) => {
      asking(`read ${key} ${range.from}-${Math.min(range.to, 999)}`);
      return owner.read(key, range);
    },
    walk: async (shard, from) => {
      asking(`walk ${shard}`);
      return owner.walk(shard, from);
    },
  };
}
