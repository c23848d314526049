import { describeViolation, explore, wander } from '@hansom/testing-simulation';

import { offerStory } from './offer-world.ts';
import { EVERYTHING, RACE, RETURNED, SHORT } from './settings.ts';
import { freesOnTimeout, ignoresEpoch, marksBeforeEffect } from './spoilt.ts';

jest.setTimeout(240_000); // a few seconds on a machine that has nothing else to do

describe('the offer protocol, in every order of the steps', () => {
  it.each(Object.entries(SHORT))(
    'gives the job to one driver at most: %s',
    async (_, { setting, budget }) => {
      const { runs, violation } = await explore({ ...offerStory(setting), budget }, { maxRuns: 2_000 });

      expect(violation && describeViolation(violation)).toBeUndefined();
      expect(runs).toBeGreaterThan(10); // one actor alone may die at each of a dozen steps: fewer shows little
    },
  );
});

describe('two dispatchers, two drivers and a rider, with crashes, pauses and lost answers', () => {
  it('come to agree in any of many runs', async () => {
    const budget = { crashes: 1, faults: 1, pauses: 1 };

    const { violation } = await wander({ ...offerStory(EVERYTHING), budget }, { runs: 15 });

    expect(violation && describeViolation(violation)).toBeUndefined();
  });
});

describe('a mistake is found:', () => {
  it('freeing the driver when no answer comes', async () => {
    const scenario = { ...offerStory({ ...RACE, spoil: freesOnTimeout }), budget: { faults: 1 } };

    const { violation } = await wander(scenario, { runs: 200 });

    expect(violation?.message).toMatch(/the job names .*, on their way are: $/);
  });

  it('ignoring the search that an offer was made in', async () => {
    const scenario = { ...offerStory({ ...RETURNED, spoil: ignoresEpoch }), budget: {} };

    const { violation } = await wander(scenario, { runs: 200 });

    expect(violation?.message).toMatch('assigned in search 2 by an offer of search 1');
  });

  it('saying REFUSED before the driver is free', async () => {
    const scenario = { ...offerStory({ ...RACE, spoil: marksBeforeEffect }), budget: { crashes: 1 } };

    const { violation } = await explore(scenario, { maxRuns: 2_000 });

    expect(violation?.message).toMatch('a shift is SHIFT_STATE_ACCEPTING for ever');
  });
});
