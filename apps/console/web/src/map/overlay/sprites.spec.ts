import { spriteOf } from './sprites.ts';

describe('the picture of a taxi', () => {
  it.each([
    [0, 0],
    [90, 12],
    [359, 0],
    [-90, 36],
    [725, 1],
  ])('that drives towards %d degrees is in column %d', (bearing, column) => {
    expect(spriteOf('FREE', bearing)[0]).toBe(column);
  });

  it('is upright when it stands', () => {
    expect(spriteOf('BREAK', 90)[0]).toBe(0);
  });

  it('is another for all that it may be doing', () => {
    const rows = (['FREE', 'OFFERED', 'ON_TRIP', 'BREAK'] as const).map((doing) => spriteOf(doing, 0)[1]);

    expect(new Set(rows).size).toBe(4);
  });
});
