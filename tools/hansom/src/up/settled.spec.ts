import { FakeTime, settle } from '@hansom/platform-context/testing';
import { type Group, type Slot, slotName } from '@hansom/platform-provisioning';

import { settled } from './settled.ts';
import { Supervisor } from './supervisor.ts';
import { type FakeChild, fakeChildren } from './testing/fake-children.ts';

const DESK: Group = {
  service: 'desk',
  replicas: 1,
  startLevel: 1,
  stopLevel: 1,
  generation: 0,
  fixedPorts: 0,
};

function aFleet() {
  const time = new FakeTime();
  const { started, launch } = fakeChildren();
  const supervisor = new Supervisor(
    { goal: 'up', groups: [DESK] },
    {
      ...{ monotonic: time.monotonic, timers: time.timers, launch },
      ...{ complaint: () => '', changed: () => undefined, occurred: () => undefined },
    },
  );
  const fleet = {
    supervisor,
    refuseLoop: (slot: Slot) => {
      const why = supervisor.loopOf(slot);
      if (why !== undefined) throw new Error(`${slotName(slot)} does not run (${why})`);
    },
  };
  const newest = async (act: (child: FakeChild | undefined) => void): Promise<void> => {
    await settle();
    act(started.at(-1));
    await settle();
  };
  const fail = async (times: number): Promise<void> => {
    for (let failed = 1; failed <= times; failed += 1) {
      await newest((child) => child?.end('exit code 1'));
      await time.advance(10_000);
    }
  };
  /** One that failed again and again, and serves since. */
  const recover = async (): Promise<void> => {
    supervisor.step();
    await fail(5);
    await time.advance(60_000);
    await newest((child) => child?.serve());
  };
  const want = (change: Partial<Group>): Group => {
    const group = { ...DESK, ...change };
    supervisor.want(() => ({ goal: 'up', groups: [group] }));
    return group;
  };
  return { fleet, started, newest, fail, recover, want };
}

describe('settled', () => {
  it('comes true for more of what had failed again and again, and serves since', async () => {
    const { fleet, newest, recover, want } = aFleet();
    await recover();

    const done = settled(fleet, want({ replicas: 2 }));
    await newest((child) => child?.serve());

    await expect(done).resolves.toBeUndefined();
  });

  it('comes true for another generation of it, when the old one has ended', async () => {
    const { fleet, started, newest, recover, want } = aFleet();
    await recover();
    const old = started.at(-1);
    let isDone = false;

    const done = settled(fleet, want({ generation: 1 })).then(() => (isDone = true));
    await newest((child) => child?.serve());
    const before = isDone;
    old?.end();
    await done;

    expect([before, old?.signals]).toEqual([false, ['SIGTERM']]);
  });

  it('is refused when the new generation fails again and again, although the old one serves', async () => {
    const { fleet, fail, recover, want } = aFleet();
    await recover();

    const refused = expect(settled(fleet, want({ generation: 1 }))).rejects.toThrow('desk-1 does not run');
    await fail(5);

    await refused;
  });

  it('is refused at once for more of what does not run', async () => {
    const { fleet, fail, want } = aFleet();
    fleet.supervisor.step();
    await fail(5);

    await expect(settled(fleet, want({ replicas: 2 }))).rejects.toThrow('desk-1 does not run (exit code 1)');
  });

  it('is refused when all is being stopped', async () => {
    const { fleet, want } = aFleet();
    const refused = expect(settled(fleet, want({}))).rejects.toThrow('it is being stopped');

    fleet.supervisor.want((wanted) => ({ ...wanted, goal: 'down' }));

    await refused;
  });
});
