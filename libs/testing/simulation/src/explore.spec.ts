import { canonical, int, openTable, table, text } from '@hansom/platform-store';

import { explore, replay } from './explore.ts';
import { describeViolation, type Scenario } from './scenario.ts';
import { type Process, type Simulation } from './simulation.ts';
import { wander } from './wander.ts';

const counters = table({ name: 'counters', partition: { name: text() }, columns: { count: int() } });
const READ = { name: 'rides' };

async function increment(process: Process, by = 1): Promise<void> {
  const rows = openTable(process.engine('booking'), counters);
  const count = (await rows.get(READ))?.count ?? 0;
  await rows.put({ ...READ, count: count + by }).catch(() => undefined);
}

async function countIn(simulation: Simulation): Promise<number> {
  const rows = openTable(simulation.process('judge').engine('booking'), counters);
  return (await rows.get(READ))?.count ?? 0;
}

function counting(writers: string[], more: Partial<Scenario<void>> = {}): Scenario<void> {
  return {
    budget: {},
    setup: (simulation) => {
      for (const name of writers) {
        const process = simulation.process(name);
        simulation.spawn(process, () => increment(process));
      }
    },
    check: async (_, simulation) => {
      const count = await countIn(simulation);
      return count === writers.length ? undefined : `counted ${count} of ${writers.length}`;
    },
    ...more,
  };
}

describe('explore', () => {
  it('finds nothing where nothing can go wrong', async () => {
    const { runs, violation } = await explore(counting(['a']));

    expect(violation).toBeUndefined();
    expect(runs).toBe(1);
  });

  it('finds the interleaving that loses an update, and replays it', async () => {
    const scenario = counting(['a', 'b']);

    const { violation } = await explore(scenario);

    expect(violation?.message).toBe('counted 1 of 2');
    expect(await replay(scenario, violation?.choices ?? [])).toEqual(violation);
  });

  it('tells a violation as a list of steps', async () => {
    const { violation } = await explore(counting(['a', 'b']));

    const text = violation ? describeViolation(violation) : '';

    expect(text).toMatch(/^counted 1 of 2\n {2}1\. a: get counters \{name:"rides"\} done\n/);
    expect(text).toMatch(/choices: \[[\d, ]+\]$/);
  });

  it.each([
    ['a crash before the write', { crashes: 1 }, 'counted 0 of 1'],
    ['a write that is lost', { faults: 1 }, 'counted 0 of 1'],
  ])('finds %s', async (_, budget, message) => {
    const { violation } = await explore(counting(['a'], { budget }));

    expect(violation?.message).toBe(message);
  });

  it('finds a delayed write that arrives after a later one', async () => {
    const scenario: Scenario<void> = {
      budget: { faults: 1 },
      fates: ({ detail }) => (canonical(detail).includes('count:2') ? ['delayed'] : []),
      setup: (simulation) => {
        const process = simulation.process('a');
        simulation.spawn(process, async () => {
          await increment(process, 2);
          await increment(process, 5);
        });
      },
      check: async (_, simulation) => ((await countIn(simulation)) === 2 ? 'the first write won' : undefined),
    };

    const { violation } = await explore(scenario);

    expect(violation?.trace.at(-1)).toMatch(/^a: put .*count:2.* ARRIVES$/);
  });

  it('lets time pass between two operations', async () => {
    const waits: number[] = [];
    const scenario: Scenario<void> = {
      budget: { pauses: 1 },
      pauses: [90_000],
      setup: (simulation) => {
        const process = simulation.process('a');
        simulation.spawn(process, async () => {
          const before = process.effects.monotonic.now();
          await increment(process);
          waits.push(process.effects.monotonic.now() - before);
        });
      },
      check: () => undefined,
    };

    await explore(scenario);

    expect(new Set(waits)).toEqual(new Set([0, 90_000]));
  });

  it('reports what a task throws', async () => {
    const scenario = counting(['a'], {
      setup: (simulation) =>
        simulation.spawn(simulation.process('a'), () => Promise.reject(new Error('bug'))),
    });

    const { violation } = await explore(scenario);

    expect(violation?.message).toBe('a task of a threw Error: bug');
  });

  it('visits each state once, however many ways lead there', async () => {
    const apart = (name: string) => async (process: Process) => {
      const rows = openTable(process.engine('booking'), counters);
      for (let count = 1; count <= 3; count++) await rows.put({ name, count });
    };
    const scenario: Scenario<void> = {
      budget: {},
      setup: (simulation) => {
        for (const name of ['a', 'b']) {
          const process = simulation.process(name);
          simulation.spawn(process, () => apart(name)(process));
        }
      },
      check: () => undefined,
    };

    const { states } = await explore(scenario);

    expect(states).toBe(4 * 4 - 1); // the last state has no options: it is checked, not counted
  });

  describe('of a scenario that tells its facts', () => {
    /** The speaker says something between two reads; the other one writes 1, or 2 where the speaker is dead by then. */
    function saying(more: Partial<Scenario<string[]>>): Scenario<string[]> {
      return {
        budget: { crashes: 1 },
        setup: async (simulation) => {
          const said: string[] = [];
          const [speaker, other] = [simulation.process('speaker'), simulation.process('other')];
          const [heard, written] = [speaker, other].map((process) =>
            openTable(process.engine('booking'), counters),
          );
          await heard?.get(READ); // so that the table is there, whoever comes first
          simulation.spawn(speaker, async () => {
            await heard?.get(READ);
            said.push('said');
            await heard?.get(READ);
          });
          simulation.spawn(other, async () => {
            await written?.get(READ);
            await written?.put({ ...READ, count: simulation.alive.includes('speaker') ? 1 : 2 });
          });
          return said;
        },
        check: () => undefined,
        ...more,
      };
    }

    it('keeps apart what processes that crashed had done outside of their stores', async () => {
      const ends = new Set<string>();
      const check = async (said: string[], simulation: Simulation): Promise<undefined> =>
        void ends.add(`${said.join()} ${await countIn(simulation)}`);

      await explore(saying({ check, facts: (said) => said }));

      expect([...ends].sort()).toEqual([' 1', ' 2', 'said 0', 'said 1', 'said 2']);
    });

    it('checks runs that end in one state once', async () => {
      const checks = { once: 0, each: 0 };
      const counted = (key: keyof typeof checks) => () => void (checks[key] += 1);

      await explore(saying({ check: counted('once'), facts: (said) => said }));
      await explore(saying({ check: counted('each') }));

      expect(checks.once).toBeLessThan(checks.each);
    });
  });

  it('says so when it could not finish', async () => {
    await expect(
      explore(counting(['a', 'b', 'c'], { check: () => undefined }), { maxRuns: 3 }),
    ).rejects.toThrow('not explored within 3 runs');
  });
});

describe('wander', () => {
  it('finds by chance what is likely, and names the seed', async () => {
    const { violation } = await wander(counting(['a', 'b', 'c']), { runs: 50 });

    expect(violation?.message).toMatch(/^seed \d+: counted [12] of 3$/);
  });

  it('goes wrong only as often as the budget lets it', async () => {
    const scenario = counting(['a'], {
      budget: { faults: 1 },
      fates: ({ writes }) => (writes ? ['lost_before'] : []),
      check: () => undefined,
    });

    expect(await wander(scenario, { runs: 20, trouble: 1 })).toEqual({ runs: 20 });
  });
});
