import { seededRandom } from '@hansom/platform-context';

import { Backoff } from './backoff.ts';

function aPhone(seed = 1): { clock: { at: number }; backoff: Backoff } {
  const clock = { at: 0 };
  return { clock, backoff: new Backoff(seededRandom(seed), { now: () => clock.at }) };
}

describe('a phone after failures', () => {
  it('waits for twice as long each time, to a limit', () => {
    const { backoff } = aPhone();

    const waits = Array.from({ length: 8 }, () => {
      backoff.failed();
      return backoff.remainingMs;
    });

    const longest = [10, 20, 40, 80, 120, 120, 120, 120].map((seconds) => seconds * 1_000);
    expect(waits.every((wait, i) => wait >= longest[i]! / 2 && wait <= longest[i]!)).toBe(true);
  });

  it('waits no more when that time has passed, nor after a success', () => {
    const { clock, backoff } = aPhone();
    backoff.failed();
    clock.at = 10_000;
    expect(backoff.remainingMs).toBe(0);

    backoff.failed();
    backoff.succeeded();

    expect(backoff.remainingMs).toBe(0);
  });

  it('does not wait for as long as the next phone', () => {
    const waits = Array.from({ length: 20 }, (_, seed) => {
      const { backoff } = aPhone(seed);
      backoff.failed();
      return Math.round(backoff.remainingMs);
    });

    expect(new Set(waits).size).toBe(20);
  });
});
