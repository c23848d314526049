import { formatWait } from './wait.ts';

it.each([
  [-5, '0:00'],
  [0, '0:00'],
  [59_999, '0:59'],
  [61_000, '1:01'],
  [600_000, '10:00'],
  [3_661_000, '1:01:01'],
])('somebody who waits for %d ms reads %s', (ms, text) => {
  expect(formatWait(ms)).toBe(text);
});
