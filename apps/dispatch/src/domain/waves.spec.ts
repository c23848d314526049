import { instant } from '@hansom/platform-context';

import { planWave, type TakenSlot, type WaveRules } from './waves.ts';

const RULES: WaveRules = { first: 1, later: 3, laterAfter: 2, now: instant(100_000), graceMs: 30_000 };

type At = [wave: number, slot: number];

function taken([wave, slot]: At, state: TakenSlot['state'], over: Partial<TakenSlot> = {}): TakenSlot {
  return { wave, slot, state, offerId: `${wave}.${slot}`, places: 1, claimedAt: instant(99_000), ...over };
}

describe('planWave', () => {
  it('begins with one offer', () => {
    expect(planWave([], RULES)).toEqual({ do: 'offer', wave: 0, places: 1, free: [0] });
  });

  it('waits while an offer is out', () => {
    expect(planWave([taken([0, 0], 'open')], RULES)).toEqual({ do: 'wait' });
  });

  it('goes on when it is over, and widens after two waves', () => {
    expect(planWave([taken([0, 0], 'over')], RULES)).toEqual({ do: 'offer', wave: 1, places: 1, free: [0] });
    expect(planWave([taken([0, 0], 'over'), taken([1, 0], 'over')], RULES)).toEqual({
      ...{ do: 'offer', wave: 2, places: 3, free: [0, 1, 2] },
    });
  });

  it('never narrows what the city broadcasts', () => {
    const rules = { ...RULES, first: 50 };

    expect(planWave([], rules)).toMatchObject({ places: 50 });
    expect(planWave([taken([4, 0], 'over')], rules)).toMatchObject({ wave: 5, places: 50 });
  });

  it('fills the places of a wave that is out, as many as its place 0 says', () => {
    const slots = [taken([2, 0], 'over', { places: 3 }), taken([2, 1], 'open', { places: 9 })];

    expect(planWave(slots, RULES)).toEqual({ do: 'offer', wave: 2, places: 3, free: [2] });
  });

  it('closes the places that nobody took before the next wave begins', () => {
    const slots = [taken([2, 0], 'over', { places: 3 })];

    expect(planWave(slots, RULES)).toEqual({ do: 'close', wave: 2, places: 3, free: [1, 2], missing: [] });
  });

  it('waits for an offer whose place was taken, then makes it impossible', () => {
    const young = [taken([0, 0], undefined, { claimedAt: instant(70_001) })];
    const old = [taken([0, 0], undefined, { claimedAt: instant(70_000) })];

    expect(planWave(young, RULES)).toEqual({ do: 'wait' });
    expect(planWave(old, RULES)).toEqual({ do: 'close', wave: 0, places: 1, free: [], missing: ['0.0'] });
  });

  it('looks at the newest wave only', () => {
    expect(planWave([taken([0, 0], 'open'), taken([1, 0], 'over')], RULES)).toMatchObject({ wave: 2 });
  });
});
