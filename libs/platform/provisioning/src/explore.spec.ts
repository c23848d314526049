import {
  acted,
  actionsIn,
  aGroup,
  aWorld,
  happened,
  isAsWanted,
  passed,
  possible,
  settledWell,
  shown,
  wanting,
  type World,
} from './testing/world.ts';
import { type Group, slotName, type Wanted } from './wanted.ts';

/** What an operator may do at any moment, each once. */
const ORDERS: Readonly<Record<string, (wanted: Wanted) => Wanted>> = {
  roll: (wanted) => change(wanted, 'desk', ({ generation }) => ({ generation: generation + 1 })),
  grow: (wanted) => change(wanted, 'desk', () => ({ replicas: 2 })),
  shrink: (wanted) => change(wanted, 'desk', () => ({ replicas: 1 })),
  down: ({ groups }) => ({ goal: 'down', groups }),
};

const MOST_FAILURES = 2;

function change({ goal, groups }: Wanted, service: string, to: (group: Group) => Partial<Group>): Wanted {
  return {
    goal,
    groups: groups.map((group) => (group.service === service ? { ...group, ...to(group) } : group)),
  };
}

interface Node {
  readonly world: World;
  readonly orders: readonly string[];
  readonly failures: number;
}

/** Every state that can be reached by whatever order of events, failures and orders. Times are left out: it is always late enough to start again. */
function* reachable(start: World): Generator<World> {
  const seen = new Set<string>();
  const open: Node[] = [{ world: acted(start), orders: Object.keys(ORDERS), failures: 0 }];
  for (let node = open.pop(); node; node = open.pop()) {
    const key = keyOf(node);
    if (seen.has(key)) continue;
    seen.add(key);
    yield node.world;
    open.push(...nextOf(node));
  }
}

function nextOf({ world, orders, failures }: Node): Node[] {
  const byEvents = possible(world).flatMap((event): Node[] => {
    const isFailure = event.kind === 'ends' && stateOf(world, event.id) !== 'stopping';
    if (isFailure && failures === MOST_FAILURES) return [];
    const next = acted(passed(happened(world, event), 0));
    return [{ world: acted(passed(next, 10_000)), orders, failures: failures + (isFailure ? 1 : 0) }];
  });
  const byOrders = orders.map((name): Node => {
    const order = ORDERS[name] ?? ((wanted: Wanted) => wanted);
    return {
      world: acted(wanting(world, order)),
      orders: orders.filter((other) => other !== name),
      failures,
    };
  });
  return [...byEvents, ...byOrders];
}

function stateOf({ instances }: World, id: string): string | undefined {
  return instances.find((instance) => instance.id === id)?.state;
}

/** Times do not matter, nor how the instances are called. */
function keyOf({ world, orders, failures }: Node): string {
  const pasts = [...world.pasts].map(([name, past]) => `${name} ${past.served}`).sort();
  return JSON.stringify([shown(world).sort(), world.wanted, pasts, orders, failures]);
}

describe('decide, in every state that can be reached', () => {
  const gateway = aGroup({ fixedPorts: 1, stopLevel: 2 });
  const traffic = aGroup({ service: 'traffic', startLevel: 0, stopLevel: 0, fixedPorts: 1 });
  let worlds: World[];

  beforeAll(() => {
    worlds = [...reachable(aWorld(traffic, aGroup())), ...reachable(aWorld(gateway))];
  });

  it('is many states', () => {
    expect(worlds.length).toBeGreaterThan(1_000);
  });

  it('wants nothing more when what it wants is done', () => {
    const twice = worlds.filter((world) => actionsIn(acted(world)).some(({ kind }) => kind !== 'kill'));

    expect(twice.map(shown)).toEqual([]);
  });

  it('never has two instances on one port', () => {
    const groups = (world: World, service: string): number =>
      world.wanted.groups.find((group) => group.service === service)?.fixedPorts ?? 0;
    const wrong = worlds.filter((world) => {
      const fixed = world.instances.filter(({ slot }) => slot.index <= groups(world, slot.service));
      return new Set(fixed.map(({ slot }) => slotName(slot))).size < fixed.length;
    });

    expect(wrong.map(shown)).toEqual([]);
  });

  it('never has more than an old and a new instance in a slot that are not told to end', () => {
    const wrong = worlds.filter((world) => {
      const live = world.instances
        .filter(({ state }) => state !== 'stopping')
        .map(({ slot }) => slotName(slot));
      return live.some((name) => live.filter((other) => other === name).length > 2);
    });

    expect(wrong.map(shown)).toEqual([]);
  });

  it('never stops the last that serves in a slot in favour of one that does not serve yet, but for its port', () => {
    const wrong = worlds.filter((world) => {
      if (world.wanted.goal === 'down') return false;
      const stops = new Set(
        actionsIn(world).flatMap((action) => (action.kind === 'stop' ? [action.id] : [])),
      );
      return world.instances.some(
        ({ id, slot, state }) =>
          stops.has(id) &&
          state === 'serving' &&
          slot.service === 'desk' &&
          slot.index <= (world.wanted.groups.find(({ service }) => service === 'desk')?.replicas ?? 0) &&
          world.wanted.groups.every(({ service, fixedPorts }) => service !== 'desk' || fixedPorts === 0) &&
          !world.instances.some(
            (other) =>
              other.id !== id && slotName(other.slot) === slotName(slot) && other.state === 'serving',
          ),
      );
    });

    expect(wrong.map(shown)).toEqual([]);
  });

  it('comes to what is wanted when things go well from there', () => {
    const wrong = worlds.filter((world) => !isAsWanted(settledWell(world)));

    expect(wrong.map(shown)).toEqual([]);
  });
});
