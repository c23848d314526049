import { monotonicInstant } from '@hansom/platform-context';

import { decide, DRAIN_LIMIT_MS, START_LIMIT_MS } from './decide.ts';
import {
  acted,
  actionsIn,
  aGroup,
  aWorld,
  happened,
  isAsWanted,
  passed,
  settledWell,
  shown,
  wanting,
  type World,
} from './testing/world.ts';
import { type Group, type Wanted } from './wanted.ts';

const TRAFFIC = aGroup({ service: 'traffic', startLevel: 0, stopLevel: 0 });

function changing(world: World, change: Partial<Group>): World {
  return wanting(world, ({ goal, groups }) => ({
    goal,
    groups: groups.map((group) => ({ ...group, ...change })),
  }));
}

function down({ groups }: Wanted): Wanted {
  return { goal: 'down', groups };
}

/** All instances that are being started come to serve. */
function served(world: World): World {
  const starting = world.instances.filter(({ state }) => state === 'starting');
  return starting.reduce((next, { id }) => happened(next, { kind: 'serves', id }), world);
}

describe('decide, at the start', () => {
  it('starts a level when everything of the one below has served', () => {
    const first = acted(aWorld(aGroup({ replicas: 2 }), TRAFFIC));
    const second = acted(served(first));

    expect(shown(first)).toEqual(['traffic-1 starting 0']);
    expect(shown(second)).toEqual(['traffic-1 serving 0', 'desk-1 starting 0', 'desk-2 starting 0']);
  });

  it('does not hold up what has served once when a level below is away', () => {
    const up = settledWell(aWorld(TRAFFIC, aGroup()));

    const alone = up.instances.reduce((world, { id }) => happened(world, { kind: 'ends', id }), up);

    expect(shown(acted(passed(alone, 1_000)))).toEqual(['traffic-1 starting 0', 'desk-1 starting 0']);
  });

  it('has nothing to do when all is as it is wanted', () => {
    const up = settledWell(aWorld(TRAFFIC, aGroup({ replicas: 3 })));

    expect(decide(up.wanted, up, monotonicInstant(up.nowMs))).toEqual({ actions: [] });
    expect(isAsWanted(up)).toBe(true);
  });
});

describe('decide, when an instance fails', () => {
  it('waits for as long as its past asks, and says when to look again', () => {
    const up = settledWell(aWorld(aGroup()));
    const failed = happened(up, { kind: 'ends', id: 'i1' });

    const { actions, wakeAt } = decide(failed.wanted, failed, monotonicInstant(failed.nowMs));

    expect([actions, wakeAt]).toEqual([[], failed.nowMs + 250]);
    expect(shown(acted(passed(failed, 250)))).toEqual(['desk-1 starting 0']);
  });

  it('kills what has not served in time, and not before', () => {
    const starting = acted(aWorld(aGroup()));

    expect(actionsIn(passed(starting, START_LIMIT_MS - 1))).toEqual([]);
    expect(actionsIn(passed(starting, START_LIMIT_MS))).toEqual([
      { kind: 'kill', id: 'i1', why: 'does not start' },
    ]);
  });

  it('kills what does not end when told to', () => {
    const ending = acted(wanting(settledWell(aWorld(aGroup())), down));

    expect(actionsIn(passed(ending, DRAIN_LIMIT_MS))).toEqual([
      { kind: 'kill', id: 'i1', why: 'does not stop' },
    ]);
  });
});

describe('decide, when another number is wanted', () => {
  it('starts what is missing', () => {
    const more = changing(settledWell(aWorld(aGroup())), { replicas: 3 });

    expect(shown(acted(more))).toEqual(['desk-1 serving 0', 'desk-2 starting 0', 'desk-3 starting 0']);
  });

  it('stops those of the highest slots', () => {
    const fewer = changing(settledWell(aWorld(aGroup({ replicas: 3 }))), { replicas: 1 });

    expect(shown(acted(fewer))).toEqual(['desk-1 serving 0', 'desk-2 stopping 0', 'desk-3 stopping 0']);
  });

  it('stops a release that is no longer wanted, and leaves the other', () => {
    const both = settledWell(aWorld(aGroup(), aGroup({ release: 'v2' })));

    const one = wanting(both, ({ goal, groups }) => ({ goal, groups: groups.slice(0, 1) }));

    expect(shown(acted(one))).toEqual(['desk-1 serving 0', 'desk@v2-1 stopping 0']);
  });
});

describe('decide, in a roll', () => {
  it('starts the new instance before it stops the old one, in one slot after the other', () => {
    const rolling = changing(settledWell(aWorld(aGroup({ replicas: 2 }))), { generation: 1 });

    const first = acted(rolling);
    const second = acted(served(first));
    const third = acted(happened(second, { kind: 'ends', id: 'i1' }));

    expect(shown(first)).toEqual(['desk-1 serving 0', 'desk-2 serving 0', 'desk-1 starting 1']);
    expect(shown(second)).toEqual(['desk-1 stopping 0', 'desk-2 serving 0', 'desk-1 serving 1']);
    expect(shown(third)).toEqual(['desk-2 serving 0', 'desk-1 serving 1', 'desk-2 starting 1']);
  });

  it('stops the old instance first where both would listen on the same port', () => {
    const rolling = changing(settledWell(aWorld(aGroup({ fixedPorts: 1 }))), { generation: 1 });

    const first = acted(rolling);
    const second = acted(happened(first, { kind: 'ends', id: 'i1' }));

    expect(shown(first)).toEqual(['desk-1 stopping 0']);
    expect(shown(second)).toEqual(['desk-1 starting 1']);
  });

  it('keeps the old instance when the new one fails, and tries again later', () => {
    const rolling = acted(changing(settledWell(aWorld(aGroup())), { generation: 1 }));

    const failed = acted(happened(rolling, { kind: 'ends', id: 'i2' }));

    expect(shown(failed)).toEqual(['desk-1 serving 0']);
    expect(shown(acted(passed(failed, 250)))).toEqual(['desk-1 serving 0', 'desk-1 starting 1']);
  });

  it('goes no further while another slot of the service is empty', () => {
    const up = settledWell(aWorld(aGroup({ replicas: 2 })));
    const rolling = changing(happened(up, { kind: 'ends', id: 'i2' }), { generation: 1 });

    expect(actionsIn(rolling)).toEqual([]);
  });
});

describe('decide, at the end', () => {
  it('stops one level after the other, the highest first', () => {
    const gateway = aGroup({ service: 'gateway', stopLevel: 2 });
    const up = settledWell(aWorld(TRAFFIC, aGroup(), gateway));

    const first = acted(wanting(up, down));
    const third = first.instances.find(({ slot }) => slot.service === 'gateway')?.id ?? '';
    const second = acted(happened(first, { kind: 'ends', id: third }));

    expect(shown(first)).toEqual(['traffic-1 serving 0', 'desk-1 serving 0', 'gateway-1 stopping 0']);
    expect(shown(second)).toEqual(['traffic-1 serving 0', 'desk-1 stopping 0']);
  });

  it('stops what is only being started, and starts nothing any more', () => {
    const ending = acted(wanting(acted(aWorld(TRAFFIC, aGroup())), down));

    expect(shown(ending)).toEqual(['traffic-1 stopping 0']);
  });

  it('stops first what nobody wants any more', () => {
    const up = settledWell(aWorld(aGroup({ stopLevel: 3 }), aGroup({ service: 'old' })));

    const ending = acted(wanting(up, ({ groups }) => ({ goal: 'down', groups: groups.slice(0, 1) })));

    expect(shown(ending)).toEqual(['desk-1 serving 0', 'old-1 stopping 0']);
  });
});
