import { later } from '@hansom/platform-context';
import { FakeTime } from '@hansom/platform-context/testing';

import { LiveCity } from '../live-city.ts';
import { Samples } from './samples.ts';

const MINUTE = 60_000;

describe('Samples', () => {
  it('are one a minute of city time, of the last 6 hours', () => {
    const { clock, monotonic } = new FakeTime();
    const now = new LiveCity('got', { clock, monotonic }).now();
    const samples = new Samples();

    for (let seconds = 0; seconds <= 8 * 3_600; seconds += 20) {
      const at = later(clock.now(), seconds * 1_000);
      if (samples.isDue(at)) samples.note(at, now);
    }

    const all = samples.all(later(clock.now(), 8 * 60 * MINUTE));
    expect(all).toHaveLength(361);
    expect(all.every(({ at }, i) => i === 0 || at - (all[i - 1]?.at ?? 0) === MINUTE)).toBe(true);
  });

  it('do not tell of a day before as if it were today', () => {
    const { clock, monotonic } = new FakeTime();
    const samples = new Samples();
    samples.note(clock.now(), new LiveCity('got', { clock, monotonic }).now());

    expect(samples.all(later(clock.now(), 7 * 60 * MINUTE))).toEqual([]);
  });
});
