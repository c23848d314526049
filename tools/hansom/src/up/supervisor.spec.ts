import { monotonicInstant } from '@hansom/platform-context';
import { FakeTime, settle } from '@hansom/platform-context/testing';
import {
  DRAIN_LIMIT_MS,
  type Group,
  slotName,
  START_LIMIT_MS,
  type Wanted,
} from '@hansom/platform-provisioning';

import { type Occurrence, Supervisor } from './supervisor.ts';
import { type FakeChild, fakeChildren } from './testing/fake-children.ts';

const DESK: Group = {
  service: 'desk',
  replicas: 1,
  startLevel: 1,
  stopLevel: 1,
  generation: 0,
  fixedPorts: 0,
};

function aSupervisor(...groups: Partial<Group>[]) {
  const time = new FakeTime();
  const { started, launch } = fakeChildren();
  const occurrences: Occurrence[] = [];
  const wanted: Wanted = { goal: 'up', groups: groups.map((group) => ({ ...DESK, ...group })) };
  let noted: string[] = [];
  const supervisor = new Supervisor(wanted, {
    monotonic: time.monotonic,
    timers: time.timers,
    launch,
    complaint: () => 'no seat left',
    changed: (instances) => (noted = instances.map(({ slot, state }) => `${slotName(slot)} ${state}`)),
    occurred: (occurrence) => occurrences.push(occurrence),
  });
  const begin = async (): Promise<FakeChild[]> => {
    supervisor.step();
    await settle();
    for (const child of started) child.serve();
    await settle();
    return started;
  };
  const change = async (changed: Partial<Group>): Promise<void> => {
    supervisor.want(({ goal, groups: all }) => ({
      goal,
      groups: all.map((group) => ({ ...group, ...changed })),
    }));
    await settle();
  };
  return { supervisor, time, started, occurrences, begin, change, noted: () => noted };
}

describe('a supervisor', () => {
  it('starts what is wanted, and tells what becomes of it', async () => {
    const { begin, noted, occurrences } = aSupervisor({ replicas: 2 });

    await begin();

    expect(noted()).toEqual(['desk-1 serving', 'desk-2 serving']);
    expect(occurrences.map(({ kind, name }) => `${name} ${kind}`)).toEqual([
      'desk-1 started',
      'desk-2 started',
      'desk-1 serving',
      'desk-2 serving',
    ]);
  });

  it('starts another after a pause when one dies, and tells what it said', async () => {
    const { begin, time, started, occurrences } = aSupervisor({});
    const [child] = await begin();

    child?.end('SIGSEGV');
    await settle();
    const before = started.length;
    await time.advance(250);

    expect([before, started.length]).toEqual([1, 2]);
    expect(occurrences).toContainEqual({
      ...{ kind: 'failed', name: 'desk-1', isLooping: false },
      why: 'SIGSEGV: no seat left',
    });
  });

  it('does not hammer one that dies again and again', async () => {
    const { supervisor, time, started } = aSupervisor({});
    supervisor.step();

    for (let second = 0; second < 60; second += 1) {
      await settle();
      started.at(-1)?.end('exit code 1');
      await time.advance(1_000);
    }

    expect(started.length).toBeLessThanOrEqual(6);
    expect(supervisor.loopOf({ service: 'desk', index: 1 })).toBe('exit code 1: no seat left');
  });

  it('begins a new row where one had served for half a minute when it was told to end', async () => {
    const { begin, time, started, supervisor, change } = aSupervisor({ fixedPorts: 1 });
    const failures = (): number => supervisor.pastOf({ service: 'desk', index: 1 }).failures;
    await begin();
    started[0]?.end();
    await time.advance(250);
    started[1]?.serve();
    await time.advance(30_000);

    const before = failures();
    await change({ replicas: 0 });
    await time.advance(1_000);
    started[1]?.end();
    await settle();

    expect([before, failures()]).toEqual([1, 0]);
  });

  it('does not hold against what is newly wanted what failed in its place', async () => {
    const { supervisor, time, started, change } = aSupervisor({});
    supervisor.step();
    for (let failed = 1; failed <= 5; failed += 1) {
      await settle();
      started.at(-1)?.end('exit code 1');
      await time.advance(failed < 5 ? 10_000 : 0);
    }

    const looping = supervisor.loopOf({ service: 'desk', index: 1 });
    await change({ generation: 1 });

    expect(looping).toBeDefined();
    expect(supervisor.loopOf({ service: 'desk', index: 1 })).toBeUndefined();
    expect(started).toHaveLength(6);
  });

  it('counts what could not be launched at all as a failure', async () => {
    const time = new FakeTime();
    const failures: string[] = [];
    const supervisor = new Supervisor(
      { goal: 'up', groups: [DESK] },
      {
        ...{ monotonic: time.monotonic, timers: time.timers },
        launch: () => Promise.reject(new Error('spawn EAGAIN')),
        complaint: () => '',
        changed: () => undefined,
        occurred: (occurrence) => failures.push(occurrence.kind === 'failed' ? occurrence.why : ''),
      },
    );

    supervisor.step();
    await settle();

    expect(failures).toEqual(['spawn EAGAIN']);
    expect(supervisor.all()).toEqual([]);
  });

  it('kills what does not end in time, in a roll of several too', async () => {
    const { begin, change, time, started, noted } = aSupervisor({ replicas: 2 });
    await begin();

    await change({ generation: 1 });
    started[2]?.serve();
    await time.advance(DRAIN_LIMIT_MS);
    started[3]?.serve();
    await time.advance(DRAIN_LIMIT_MS);

    expect(started.map(({ name, signals }) => `${name} ${signals.join('+')}`)).toEqual([
      'desk-1 SIGTERM+SIGKILL',
      'desk-2 SIGTERM+SIGKILL',
      'desk-1 ',
      'desk-2 ',
    ]);
    expect(noted()).toEqual(['desk-1 serving', 'desk-2 serving']);
  });

  it('kills what does not serve in time', async () => {
    const { supervisor, time, started } = aSupervisor({});
    supervisor.step();

    await time.advance(START_LIMIT_MS);

    expect(started[0]?.signals).toEqual(['SIGKILL']);
  });

  it('kills it also when the clock goes on between two looks at it', async () => {
    const time = new FakeTime();
    let [late, eachLook] = [0, 0];
    const monotonic = { now: () => monotonicInstant(time.monotonic.now() + (late += eachLook)) };
    const { started, launch } = fakeChildren();
    const supervisor = new Supervisor(
      { goal: 'up', groups: [DESK] },
      {
        ...{ monotonic, timers: time.timers, launch },
        ...{ complaint: () => '', changed: () => undefined, occurred: () => undefined },
      },
    );

    supervisor.step();
    await time.advance(START_LIMIT_MS - 2);
    eachLook = 1.5;
    supervisor.step();
    await time.advance(START_LIMIT_MS);

    expect(started[0]?.signals).toEqual(['SIGKILL']);
  });

  it('stops one that was told to end before it was there', async () => {
    const { supervisor, started } = aSupervisor({});

    supervisor.step();
    supervisor.want((wanted) => ({ ...wanted, goal: 'down' }));
    await settle();

    expect(started[0]?.signals).toEqual(['SIGTERM']);
  });

  it('tells when something has come true, or that it cannot', async () => {
    const { supervisor, begin, started } = aSupervisor({});
    const serving = supervisor.until(() => supervisor.all().some(({ state }) => state === 'serving'));
    const hopeless = supervisor.until(() => {
      if (started.length > 0) throw new Error('never');
      return false;
    });
    const refused = expect(hopeless).rejects.toThrow('never');

    await begin();

    await serving;
    await refused;
  });

  it('leaves nothing when it ends in order: no process, no timer', async () => {
    const { supervisor, begin, started, time, noted } = aSupervisor({ stopLevel: 2 }, { service: 'hold' });
    await begin();

    supervisor.want((wanted) => ({ ...wanted, goal: 'down' }));
    const first = started.map(({ signals }) => signals.length);
    started[0]?.end();
    await settle();
    started[1]?.end();
    await settle();

    expect(first).toEqual([1, 0]);
    expect(noted()).toEqual([]);
    expect(time.waiting).toBe(0);
  });
});
