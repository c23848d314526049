import { type Engine } from '@hansom/platform-store';

import { type GroupParts } from './group-parts.ts';
import { idempotentTurn } from './idempotent-turn.ts';
import { ALL_VERSIONS, type Lane, type Turn } from './lane.ts';
import { orderedTurn } from './ordered-turn.ts';
import { type ParkedAt } from './parking.ts';
import { Handled, Positions } from './progress.ts';

/** What differs between groups with an order and groups without. */
export interface GroupKind {
  readonly turn: (lane: Lane) => Promise<Turn>;
  isReached(key: string, version: number): Promise<boolean>;
  /** Whether this event waits for an operator, itself or behind another. */
  isParked(key: string, version: number): boolean;
  /** Goes past an event without its effect. */
  passOver(at: ParkedAt): Promise<void>;
  /** What is to be reached once an event is no longer parked. */
  after(at: ParkedAt): number;
  /** Whether nothing more is to be done about a parked event, now that its aggregate was visited. */
  isSettled(at: ParkedAt): Promise<boolean>;
}

export function orderedKind(engine: Engine, parts: GroupParts): GroupKind {
  const { effects, group, parking, owner } = parts;
  const positions = new Positions(engine, effects, group);
  return {
    turn: (lane) => orderedTurn({ ...parts, positions }, lane),
    isReached: (key, version) => positions.isReached(key, version),
    isParked: (key) => parking.holds(key),
    passOver: async ({ key, version }) => {
      const from = version - 1;
      if ((await positions.of(key)) === from) await positions.advance(key, { from, to: version });
    },
    after: () => ALL_VERSIONS,
    // Marks went past what waited behind it: only when that is reached too, or parked anew, may it be forgotten that it waits.
    isSettled: async ({ key, version }) => {
      const position = await positions.of(key);
      if (position < version) return false;
      if (parking.holds(key)) return true;
      const next = position + 1;
      return (await owner.read(key, { from: next, to: next })).version <= position;
    },
  };
}

export function idempotentKind(engine: Engine, parts: GroupParts): GroupKind {
  const handled = new Handled(engine, parts.effects, parts.group);
  return {
    turn: (lane) => idempotentTurn({ ...parts, handled }, lane),
    isReached: (key, version) => handled.isReached(key, version),
    isParked: (key, version) => parts.parking.holds(key, version),
    passOver: ({ key, version }) => handled.add(key, version),
    after: ({ version }) => version,
    isSettled: ({ key, version }) => handled.isReached(key, version),
  };
}
