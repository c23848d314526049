import { instant } from './clock.ts';
import { idsFrom } from './ids.ts';
import { seededRandom } from './random.ts';

const still = { speed: 1, now: () => instant(1_767_600_000_000) };

describe('idsFrom', () => {
  it('makes UUIDs of version 7 that carry the time of the clock', () => {
    const id = idsFrom(still, seededRandom(1)).uuid();

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_767_600_000_000);
  });

  it('keeps the order in which they were made while the clock stands still', () => {
    const ids = idsFrom(still, seededRandom(2));

    const made = Array.from({ length: 1_000 }, () => ids.uuid());

    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(1_000);
  });

  it('keeps the order when the clock is set back', () => {
    let now = 2_000_000_000_000;
    const ids = idsFrom({ speed: 1, now: () => instant(now) }, seededRandom(3));

    const first = ids.uuid();
    now -= 60_000;
    const second = ids.uuid();

    expect(second > first).toBe(true);
  });

  it('repeats itself from the same seed', () => {
    expect(idsFrom(still, seededRandom(4)).uuid()).toBe(idsFrom(still, seededRandom(4)).uuid());
  });
});
