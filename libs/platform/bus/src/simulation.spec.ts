import { mutants } from './testing/world/mutants.ts';
import { SimulatedWorld, type WorldOptions } from './testing/world/simulated-world.ts';

/** Runs until one goes wrong; says which and how. */
async function firstWrong(runs: number, options: Omit<WorldOptions, 'seed'>): Promise<string | undefined> {
  for (let seed = 1; seed <= runs; seed++) {
    const wrong = await SimulatedWorld.run({ ...options, seed });
    if (wrong.length > 0) return `seed ${seed}: ${wrong.join('; ')}`;
  }
  return undefined;
}

describe('a bus that loses, doubles and reorders, and listeners that die between any two steps', () => {
  it('an ordered group sees every version, in order, without a gap', async () => {
    expect(await firstWrong(30, { kind: 'ordered' })).toBeUndefined();
  });

  it('an idempotent group sees every version', async () => {
    expect(await firstWrong(20, { kind: 'idempotent' })).toBeUndefined();
  });

  it.each(['ordered', 'idempotent'] as const)('%s groups need no bus at all', async (kind) => {
    expect(await firstWrong(10, { kind, withoutBus: true })).toBeUndefined();
  });
});

describe('a mistake in the protocol is found:', () => {
  it.each([
    ['the position before the effect', 'ordered', mutants.advancingFirst, /but effects of|after/],
    ['no look for gaps', 'ordered', mutants.withoutGaps, /version \d+ after/],
    ['marks that pass what is not reached', 'ordered', mutants.passingMarks, /but effects of/],
    ['remembering before handling', 'idempotent', mutants.handledFirst, /but effects of/],
  ] as const)('%s', async (...[, kind, kindOf, message]) => {
    expect(await firstWrong(60, { kind, kindOf })).toMatch(message);
  });
});
