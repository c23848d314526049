import { formatAgo, formatSpan } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('spans', () => {
  it('have two units at the most', () => {
    const spans = [-5, 850, 8_000, 250_000, 4 * MINUTE, 125 * MINUTE, 76.5 * HOUR];

    expect(spans.map(formatSpan)).toEqual([
      '0 ms',
      '850 ms',
      '8 s',
      '4 min 10 s',
      '4 min',
      '2 h 5 min',
      '3 d 4 h',
    ]);
  });

  it('tell how long ago, and until', () => {
    const now = 1_000 * HOUR;

    const told = [0, -30_000, -5 * MINUTE, -26 * HOUR, 2 * HOUR].map((off) => formatAgo(now + off, now));

    expect(told).toEqual(['just now', '30 s ago', '5 min ago', '1 d ago', 'in 2 h']);
  });
});
