import { type Millis, type MonotonicInstant, monotonicInstant } from '@hansom/platform-context';

import { startableAt } from './past.ts';
import {
  type Group,
  isOf,
  pastOf,
  type Seen,
  type SeenInstance,
  type Slot,
  slotName,
  slotsOf,
  type Wanted,
} from './wanted.ts';

/** What is to be done now. */
export type Action =
  | { readonly kind: 'start'; readonly slot: Slot; readonly generation: number }
  /** Tell it to end in order. */
  | { readonly kind: 'stop'; readonly id: string }
  | { readonly kind: 'kill'; readonly id: string; readonly why: 'does not start' | 'does not stop' };

export interface Decision {
  readonly actions: readonly Action[];
  /** When to decide again, whatever happens until then. Undefined: when something happens. */
  readonly wakeAt?: MonotonicInstant;
}

/** How long an instance may take until it serves: in an empty Cassandra all services make their tables at once, and wait for each other. */
export const START_LIMIT_MS: Millis = 180_000;

/** How long it may take to end: what is in flight may go on for 10 s, and half a second goes by before. */
export const DRAIN_LIMIT_MS: Millis = 15_000;

/**
 * What is to be done so that what runs becomes what is wanted. It knows no process, no clock and no cluster: whoever calls it does what it says, and
 * calls it again when something happened, or at `wakeAt`. Calling it twice for nothing changes nothing.
 */
export function decide(wanted: Wanted, seen: Seen, now: MonotonicInstant): Decision {
  const actions = [
    ...overdue(seen, now),
    ...(wanted.goal === 'down' ? stopping(wanted, seen) : running(wanted, seen, now)),
  ];
  const wakes = [...limits(seen), ...pauses(wanted, seen)].filter((at) => at > now);
  if (wakes.length === 0) return { actions };
  return { actions, wakeAt: monotonicInstant(Math.min(...wakes)) };
}

/** An instance that neither starts nor ends in time is helped along. */
function overdue({ instances }: Seen, now: MonotonicInstant): Action[] {
  return instances.flatMap((instance): Action[] => {
    const limit = limitOf(instance);
    if (limit === undefined || now < limit) return [];
    const why = instance.state === 'starting' ? 'does not start' : 'does not stop';
    return [{ kind: 'kill', id: instance.id, why }];
  });
}

function limitOf({ state, since }: SeenInstance): MonotonicInstant | undefined {
  if (state === 'serving') return undefined;
  return monotonicInstant(since + (state === 'starting' ? START_LIMIT_MS : DRAIN_LIMIT_MS));
}

function limits({ instances }: Seen): MonotonicInstant[] {
  return instances.flatMap((instance) => limitOf(instance) ?? []);
}

function pauses({ goal, groups }: Wanted, seen: Seen): MonotonicInstant[] {
  if (goal === 'down') return [];
  return groups.flatMap(slotsOf).flatMap((slot) => startableAt(pastOf(seen, slot)) ?? []);
}

/** One level after the other: each calls those behind it. */
function stopping({ groups }: Wanted, { instances }: Seen): Action[] {
  const levelOf = ({ slot }: SeenInstance): number =>
    groups.find((group) => isOf(group, slot))?.stopLevel ?? Number.POSITIVE_INFINITY;
  const highest = Math.max(...instances.map(levelOf));
  return stopAll(instances.filter((instance) => levelOf(instance) === highest));
}

function running({ groups }: Wanted, seen: Seen, now: MonotonicInstant): Action[] {
  const unwanted = seen.instances.filter(({ slot }) => !groups.some((group) => holds(group, slot)));
  const level = reachedLevel(groups, seen);
  return [...stopAll(unwanted), ...groups.flatMap((group) => ofGroup(group, { seen, now, level }))];
}

function holds(group: Group, slot: Slot): boolean {
  return isOf(group, slot) && slot.index <= group.replicas;
}

/** The lowest level in which something has never served: it may start, and nothing beyond it. */
function reachedLevel(groups: readonly Group[], seen: Seen): number {
  const waiting = groups.filter((group) => slotsOf(group).some((slot) => !pastOf(seen, slot).served));
  return Math.min(...waiting.map(({ startLevel }) => startLevel));
}

interface Now {
  readonly seen: Seen;
  readonly now: MonotonicInstant;
  readonly level: number;
}

function ofGroup(group: Group, at: Now): Action[] {
  const actions = slotsOf(group).flatMap((slot) => ofSlot(group, slot, at));
  // A group that is busy replaces nothing: so one instance is missing at the most.
  return actions.length > 0 ? actions : replacing(group, at);
}

/** Has an instance in the slot, and one only: the newest that serves. */
function ofSlot(group: Group, slot: Slot, { seen, now, level }: Now): Action[] {
  const here = instancesIn(slot, seen);
  const live = here.filter(({ state }) => state !== 'stopping');
  if (live.length === 0) {
    const mustWait = here.length > 0 && slot.index <= group.fixedPorts;
    const isTime = group.startLevel <= level || pastOf(seen, slot).served;
    return isTime && !mustWait && mayStart(slot, seen, now) ? [startOf(group, slot)] : [];
  }
  const hasNewest = live.some(
    ({ generation, state }) => generation === group.generation && state === 'serving',
  );
  return hasNewest ? stopAll(live.filter(({ generation }) => generation < group.generation)) : [];
}

/** Begins to replace the first instance that is too old, when all others serve. */
function replacing(group: Group, { seen, now }: Now): Action[] {
  const slots = slotsOf(group);
  const isQuiet = slots.every(
    (slot) =>
      instancesIn(slot, seen)
        .map(({ state }) => state)
        .join() === 'serving',
  );
  if (!isQuiet) return [];
  const slot = slots.find((one) =>
    instancesIn(one, seen).some(({ generation }) => generation < group.generation),
  );
  if (!slot) return [];
  if (slot.index <= group.fixedPorts) return stopAll(instancesIn(slot, seen));
  return mayStart(slot, seen, now) ? [startOf(group, slot)] : [];
}

function instancesIn(slot: Slot, { instances }: Seen): SeenInstance[] {
  return instances.filter((instance) => slotName(instance.slot) === slotName(slot));
}

function mayStart(slot: Slot, seen: Seen, now: MonotonicInstant): boolean {
  return now >= (startableAt(pastOf(seen, slot)) ?? now);
}

function startOf({ generation }: Group, slot: Slot): Action {
  return { kind: 'start', slot, generation };
}

function stopAll(instances: readonly SeenInstance[]): Action[] {
  return instances.filter(({ state }) => state !== 'stopping').map(({ id }) => ({ kind: 'stop', id }));
}
