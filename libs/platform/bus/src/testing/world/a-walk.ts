import { type FakeEffects, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { type History, type Minute } from '@hansom/platform-schedule';
import { SimulatedStore } from '@hansom/platform-store';

import { GroupMarks } from '../../group/group-marks.ts';
import { Walk } from '../../group/walk.ts';
import { type EventOwner, type WalkedStretch } from '../../owner/event-owner.ts';

export interface Told extends Partial<WalkedStretch> {
  /** Versions of `lamp_1` by the minutes in which they were to be made. */
  named: Record<number, number[]>;
}

export interface ToldWorld {
  effects: FakeEffects;
  walk: Walk;
  mark(): Promise<number>;
  visited: number[];
  /** The minutes from which the owner was asked to tell. */
  asked: number[];
}

export interface ToldOptions {
  reached?: number;
  made?: number;
  parked?: boolean;
  /** How fast domain time runs. */
  speed?: number;
}

/** A walk over an owner that tells stretches; the group reaches versions below `reached`, the owner stands at `made`. */
export async function aWalk(
  stretches: Told[],
  { reached = 0, made = 99, parked = false, speed }: ToldOptions = {},
): Promise<ToldWorld> {
  const effects = fakeEffects({ time: new FakeTime(undefined, speed) });
  const engine = await new SimulatedStore({ clock: effects.clock }).open('clerk');
  const marks = new GroupMarks(engine, effects, 'lamps/lamp');
  const visited: number[] = [];
  const asked: number[] = [];
  const left = [...stretches];
  const owner: EventOwner = {
    read: async (): Promise<History> => ({ events: [], version: made, expiredTo: 0 }),
    walk: async (_, { minute }) => {
      asked.push(minute);
      return stretchOf(left.shift());
    },
  };
  const walk = new Walk({
    ...{ effects, owner, marks },
    kind: { isReached: async (_, version) => version < reached, isParked: () => parked },
    lanes: { visit: async (_, version) => void visited.push(version) },
  });
  return { effects, walk, visited, asked, mark: () => marks.of(0) };
}

function stretchOf(told: Told | undefined): WalkedStretch {
  if (!told) throw new Error('asked for more than there is');
  const { named, ...rest } = told;
  const minutes = Object.entries(named).map(([minute, versions]) => ({
    minute: Number(minute) as Minute,
    entries: versions.map((version) => ({ id: 'lamp_1', version })),
  }));
  return { minutes, passed: at(0), to: at(0), next: undefined, shards: 1, ...rest };
}

export function at(minute: number): Minute {
  return minute as Minute;
}
