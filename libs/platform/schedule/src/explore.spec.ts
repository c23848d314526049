import { type Operation } from '@hansom/platform-store';
import { describeViolation, explore, type Scenario, wander } from '@hansom/testing-simulation';

import { type World } from './testing/explored-world.ts';
import { mutants } from './testing/mutants.ts';
import { changes, creation, dueTimer, MINUTES_MS, type Setting, wanters } from './testing/scenarios.ts';

jest.setTimeout(240_000); // what bounds an exploration is its runs

const PAUSES = [MINUTES_MS];
const MAX_RUNS = 6_000;

function small(setting: Setting, more: Partial<Scenario<World>>): Scenario<World> {
  return { ...setting, inOrder: true, pauses: PAUSES, budget: {}, ...more };
}

/** Explores everything; a violation fails with its trace. */
async function expectNothingWrong(scenario: Scenario<World>): Promise<number> {
  const { states, violation } = await explore(scenario, { maxRuns: MAX_RUNS });
  expect(violation && describeViolation(violation)).toBeUndefined();
  return states;
}

function lostCommits({ kind }: Operation): readonly ('lost_before' | 'lost_after' | 'delayed')[] {
  return kind === 'commit' ? ['lost_before', 'lost_after', 'delayed'] : [];
}

function lateCommits({ kind }: Operation): readonly 'delayed'[] {
  return kind === 'commit' ? ['delayed'] : [];
}

describe('a process that dies between any two steps', () => {
  it.each([
    ['creates', creation(['a'], 'never'), 5],
    ['changes', changes(['a'], 'never'), 4],
  ])('leaves nothing behind that sweepers do not see to, when it %s', async (_, setting, steps) => {
    const { runs, violation } = await explore(small(setting, { budget: { crashes: 1 } }));

    expect(violation && describeViolation(violation)).toBeUndefined();
    expect(runs).toBe(steps + 1); // dead before each of its steps, and alive
  });

  it('does so also when the answer to its last step was lost', async () => {
    await expectNothingWrong(small(creation(['a'], 'never'), { budget: { crashes: 1, faults: 1 } }));
  });

  it('does so also while a sweeper is at work', async () => {
    await expectNothingWrong(small(creation(['a'], 'at once'), { budget: { crashes: 1 } }));
  });

  it('does so also when it is the sweeper that fires a timer', async () => {
    await expectNothingWrong(small(dueTimer(), { budget: { crashes: 1 } }));
  });
});

describe('a process that pauses for minutes between any two steps, while a sweeper closes its buckets', () => {
  it.each([
    ['creates on a missing partition, or nothing', creation(['a'], 'after minutes')],
    ['changes, or nothing', changes(['a'], 'after minutes')],
  ])('%s; and the same when one of them dies', async (_, setting) => {
    const states = await expectNothingWrong(small(setting, { budget: { pauses: 1, crashes: 1 } }));

    expect(states).toBeGreaterThan(1_000); // an exploration that explores little shows little
  });

  it('does no harm when its commit comes late, and nobody waits for it', async () => {
    await expectNothingWrong(
      small(changes(['a'], 'after minutes', { impatient: true }), {
        budget: { pauses: 1, faults: 1 },
        fates: lateCommits,
      }),
    );
  });
});

describe('two writers', () => {
  it('create one aggregate, with a sweeper beside them', async () => {
    await expectNothingWrong(small(creation(['a', 'b'], 'at once'), {}));
  });

  it('are told the truth when answers are lost or commits arrive late', async () => {
    await expectNothingWrong(
      small(changes(['a', 'b'], 'never'), { budget: { faults: 1 }, fates: lostCommits }),
    );
  });

  it('never hold one claim both, whoever dies', async () => {
    await expectNothingWrong(small(wanters(), { budget: { crashes: 1 } }));
  });

  it('never hold one claim both, whoever pauses', async () => {
    await expectNothingWrong(small(wanters(), { budget: { pauses: 1 } }));
  });
});

describe('more of everything', () => {
  it('goes wrong in none of many random runs', async () => {
    const scenario: Scenario<World> = {
      ...changes(['a', 'b', 'c'], 'after minutes'),
      budget: { faults: 3, crashes: 1, pauses: 2 },
      pauses: [20_000, 61_000, MINUTES_MS],
    };

    const { violation } = await wander(scenario, { runs: 400 });

    expect(violation && describeViolation(violation)).toBeUndefined();
  });
});

describe('a mistake in the protocol is found:', () => {
  it.each<[string, Scenario<World>, RegExp]>([
    [
      'giving up without raising the fence',
      small(creation(['a'], 'after minutes', mutants.withoutFence), { budget: { pauses: 1 } }),
      /timer is lost|nobody hears/,
    ],
    [
      'making a transition on an old intention',
      small(creation(['a'], 'after minutes', mutants.withoutAgeCheck), { budget: { pauses: 1 } }),
      /timer is lost|nobody hears/,
    ],
    [
      'reading the event before the state',
      small(changes(['a', 'b'], 'never', mutants.withSwappedReads), {
        budget: { faults: 1 },
        fates: lostCommits,
      }),
      /did it 2 times|was told/,
    ],
    [
      'moving a claim without abandoning its holder',
      small(wanters(mutants.withoutAbandoning), { budget: { pauses: 1 } }),
      /two live holds/,
    ],
  ])('%s', async (_, scenario, message) => {
    const { violation } = await explore(scenario, { maxRuns: MAX_RUNS });

    expect(violation?.message).toMatch(message);
  });
});
