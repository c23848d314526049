import { monotonicInstant } from '@hansom/platform-context';

import { type Action, decide } from '../decide.ts';
import { afterEnd, NO_PAST, type Past, served } from '../past.ts';
import { type Group, type SeenInstance, slotName, slotsOf, type Wanted } from '../wanted.ts';

/** What may happen to an instance by itself, or because it was told to. */
export type Event =
  | { readonly kind: 'serves'; readonly id: string }
  | { readonly kind: 'ends'; readonly id: string };

/** All that there is at a moment; never changed, only followed by another. */
export interface World {
  readonly wanted: Wanted;
  readonly instances: readonly SeenInstance[];
  readonly pasts: ReadonlyMap<string, Past>;
  readonly nowMs: number;
  /** How many instances were ever started. */
  readonly count: number;
}

export function aGroup(change: Partial<Group> = {}): Group {
  return {
    ...{ service: 'desk', replicas: 1, startLevel: 1, stopLevel: 1, generation: 0, fixedPorts: 0 },
    ...change,
  };
}

export function aWorld(...groups: Group[]): World {
  return { wanted: { goal: 'up', groups }, instances: [], pasts: new Map(), nowMs: 0, count: 0 };
}

/** `desk-1 serving 0`, in the order in which they were started. */
export function shown({ instances }: World): string[] {
  return instances.map(({ slot, state, generation }) => `${slotName(slot)} ${state} ${generation}`);
}

export function actionsIn(world: World): readonly Action[] {
  return decide(world.wanted, world, monotonicInstant(world.nowMs)).actions;
}

function nextLook(world: World): number | undefined {
  return decide(world.wanted, world, monotonicInstant(world.nowMs)).wakeAt;
}

/** What is decided is done. */
export function acted(world: World): World {
  return actionsIn(world).reduce(act, world);
}

function act(world: World, action: Action): World {
  const since = monotonicInstant(world.nowMs);
  if (action.kind === 'start') {
    const { slot, generation } = action;
    const started: SeenInstance = { id: `i${world.count + 1}`, slot, generation, state: 'starting', since };
    return { ...world, count: world.count + 1, instances: [...world.instances, started] };
  }
  if (action.kind === 'kill') return happened(world, { kind: 'ends', id: action.id });
  return changed(world, action.id, { state: 'stopping', since });
}

export function happened(world: World, { kind, id }: Event): World {
  const instance = world.instances.find((one) => one.id === id);
  if (!instance) return world;
  const name = slotName(instance.slot);
  const past = world.pasts.get(name) ?? NO_PAST;
  const at = monotonicInstant(world.nowMs);
  if (kind === 'serves') {
    const pasts = new Map(world.pasts).set(name, served(past));
    return changed({ ...world, pasts }, id, { state: 'serving', since: at });
  }
  const servedMs = instance.state === 'serving' ? world.nowMs - instance.since : 0;
  const pasts = new Map(world.pasts).set(
    name,
    afterEnd(past, { wanted: instance.state === 'stopping', servedMs, at }),
  );
  return { ...world, pasts, instances: world.instances.filter((one) => one.id !== id) };
}

function changed(world: World, id: string, change: Partial<SeenInstance>): World {
  const instances = world.instances.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...world, instances };
}

export function passed(world: World, ms: number): World {
  return { ...world, nowMs: world.nowMs + ms };
}

export function wanting(world: World, change: (wanted: Wanted) => Wanted): World {
  return { ...world, wanted: change(world.wanted) };
}

/** What could happen next by itself. */
export function possible({ instances }: World): Event[] {
  return instances.flatMap(({ id, state }): Event[] =>
    state === 'starting'
      ? [
          { kind: 'serves', id },
          { kind: 'ends', id },
        ]
      : [{ kind: 'ends', id }],
  );
}

/** Goes on until nothing is to be done any more: all that starts comes to serve, all that is told to end does. */
export function settledWell(world: World): World {
  for (let step = 0; step < 200; step += 1) {
    const next = acted(world);
    const pending = next.instances.filter(({ state }) => state !== 'serving');
    if (next === world && pending.length === 0 && nextLook(world) === undefined) return world;
    const events = pending.map(
      ({ id, state }): Event => ({ id, kind: state === 'starting' ? 'serves' : 'ends' }),
    );
    world = passed(events.reduce(happened, next), events.length > 0 ? 0 : 60_000);
  }
  throw new Error(`it never settles: ${shown(world).join(', ')}`);
}

/** Whether exactly what is wanted serves. */
export function isAsWanted({ wanted, instances }: World): boolean {
  const right =
    wanted.goal === 'down'
      ? []
      : wanted.groups.flatMap((group) =>
          slotsOf(group).map((slot) => `${slotName(slot)} serving ${group.generation}`),
        );
  const found = instances.map(({ slot, state, generation }) => `${slotName(slot)} ${state} ${generation}`);
  return [...right].sort().join() === [...found].sort().join();
}
