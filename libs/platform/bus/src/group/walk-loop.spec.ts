import { fakeEffects, settle } from '@hansom/platform-context/testing';

import { WalkLoop } from './walk-loop.ts';

function kit() {
  const effects = fakeEffects();
  let [rounds, away] = [0, false];
  const round = async (): Promise<void> => {
    rounds += 1;
    if (away) throw new Error('the owner is away');
  };
  const loop = new WalkLoop({ name: 'lamps/lamp', round }, effects);
  return { effects, loop, rounds: () => rounds, ownerAway: (now: boolean) => (away = now) };
}

describe('WalkLoop', () => {
  it('walks at the start, and every minute', async () => {
    const { effects, rounds } = kit();
    const atStart = rounds();

    await effects.time.advance(60_000);
    await effects.time.advance(60_000);

    expect([atStart, rounds()]).toEqual([1, 3]);
  });

  it('walks at once when it is told to', async () => {
    const { loop, rounds } = kit();
    await settle();

    loop.wake();
    await settle();

    expect(rounds()).toBe(2);
  });

  it('tries again soon when it could not walk', async () => {
    const { effects, rounds, ownerAway } = kit();
    ownerAway(true);
    await effects.time.advance(60_000);
    const before = rounds();

    ownerAway(false);
    await effects.time.advance(5_000);

    expect([before, rounds()]).toEqual([2, 3]);
  });

  it('makes a noise when it could not walk three times in a row, not before', async () => {
    const { effects, loop, ownerAway } = kit();
    const warnings = () => effects.log.lines.filter(({ level }) => level === 'warn').length;
    await settle();
    ownerAway(true);
    loop.wake();
    await effects.time.advance(5_000);
    const early = warnings();
    await effects.time.advance(5_000);
    const third = warnings();
    ownerAway(false);
    await effects.time.advance(5_000);

    ownerAway(true);
    loop.wake();
    await settle();

    expect([early, third, warnings()]).toEqual([0, 1, 1]);
  });

  it('ends when it is closed', async () => {
    const { effects, loop, rounds } = kit();

    await loop.close();
    await effects.time.advance(120_000);

    expect([rounds(), effects.time.waiting]).toEqual([1, 0]);
  });
});
