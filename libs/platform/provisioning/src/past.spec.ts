import { monotonicInstant } from '@hansom/platform-context';

import { afterEnd, isLooping, newRow, NO_PAST, type Past, served, startableAt } from './past.ts';

function failing(times: number, servedMs = 0): Past {
  let past = NO_PAST;
  for (let time = 1; time <= times; time += 1)
    past = afterEnd(past, { wanted: false, servedMs, at: monotonicInstant(time * 1_000) });
  return past;
}

describe('the past of a slot', () => {
  it('lets the first instance start at any time', () => {
    expect(startableAt(NO_PAST)).toBeUndefined();
  });

  it('asks for a pause after each failure, longer and longer', () => {
    const pauses = [1, 2, 3, 4].map((times) => (startableAt(failing(times)) ?? 0) - times * 1_000);

    expect(pauses).toEqual([250, 500, 1_000, 2_000]);
  });

  it('calls the fifth failure in a row a crash loop, and asks for a minute from then on', () => {
    const pauses = [5, 6, 20].map((times) => (startableAt(failing(times)) ?? 0) - times * 1_000);

    expect([4, 5, 6].map((times) => isLooping(failing(times)))).toEqual([false, true, true]);
    expect(pauses).toEqual([60_000, 60_000, 60_000]);
  });

  it('begins a new row with an instance that served for half a minute', () => {
    expect([29_999, 30_000].map((servedMs) => failing(5, servedMs).failures)).toEqual([5, 1]);
  });

  it('begins it also where the end of that instance was wanted', () => {
    const past = served(failing(5));
    const ended = (servedMs: number): Past =>
      afterEnd(past, { wanted: true, servedMs, at: monotonicInstant(90_000) });

    expect(ended(29_999)).toBe(past);
    expect(ended(30_000)).toEqual({ served: true, failures: 0 });
  });

  it('asks for no pause in a new row, and remembers that something has served', () => {
    const past = newRow(served(failing(5)));

    expect([past.served, startableAt(past)]).toEqual([true, undefined]);
  });

  it('does not count an end that was wanted', () => {
    const past = failing(3);

    expect(afterEnd(past, { wanted: true, servedMs: 0, at: monotonicInstant(9_000) })).toBe(past);
  });

  it('remembers that something has served, whatever fails later', () => {
    const past = afterEnd(served(NO_PAST), { wanted: false, servedMs: 0, at: monotonicInstant(1) });

    expect(past).toMatchObject({ served: true, failures: 1 });
  });
});
