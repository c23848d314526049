import { type ShiftSpan } from '@hansom/client-console';

import { marksBetween, piecesOf, totalsOf } from './shift-bar.ts';

const MINUTE = 60_000;

function aSpan(state: ShiftSpan['state'], from: number, to?: number): ShiftSpan {
  const moment = (count: number): string => new Date(count * MINUTE).toISOString();
  return { state, from: moment(from), to: to === undefined ? undefined : moment(to) };
}

describe('the bar of a shift', () => {
  it('has a piece for each thing that was done, as long as it took', () => {
    const pieces = piecesOf(
      [aSpan('FREE', 0, 60), aSpan('EN_ROUTE', 60, 80), aSpan('ON_TRIP', 80)],
      100 * MINUTE,
    );

    expect(pieces.map(({ doing, start, width }) => [doing, start, width])).toEqual([
      ['FREE', 0, 60],
      ['TO_PICKUP', 60, 20],
      ['ON_TRIP', 80, 20],
    ]);
  });

  it('joins what looks alike, and leaves out what took no time', () => {
    const pieces = piecesOf(
      [aSpan('OFFERED', 0, 1), aSpan('ACCEPTING', 1, 2), aSpan('FREE', 2, 2), aSpan('ENDED', 2)],
      5 * MINUTE,
    );

    expect(pieces).toMatchObject([{ doing: 'OFFERED', from: 0, to: 2 * MINUTE, width: 100 }]);
  });

  it('sums up what the time went into', () => {
    const pieces = piecesOf([aSpan('FREE', 0, 10), aSpan('BREAK', 10, 15), aSpan('FREE', 15, 30)], 0);

    expect([...totalsOf(pieces)]).toEqual([
      ['FREE', 25 * MINUTE],
      ['BREAK', 5 * MINUTE],
    ]);
  });

  it('is marked at full hours, or at less in a short shift', () => {
    expect(marksBetween(50 * MINUTE, 185 * MINUTE).map((at) => at / MINUTE)).toEqual([60, 90, 120, 150, 180]);
    expect(marksBetween(50 * MINUTE, 300 * MINUTE).map((at) => at / MINUTE)).toEqual([
      60, 120, 180, 240, 300,
    ]);
    expect(marksBetween(0, 3 * MINUTE).map((at) => at / MINUTE)).toEqual([0, 1, 2, 3]);
  });
});
