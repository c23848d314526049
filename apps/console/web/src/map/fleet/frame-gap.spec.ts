import { frameGap } from './frame-gap.ts';

/** In widths of the world a millisecond, at 57.7 degrees north. */
function atSpeed(metresPerSecond: number): number {
  return metresPerSecond / 1_000 / (40_075_017 * Math.cos((57.7 * Math.PI) / 180));
}

describe('frames of gliding taxis', () => {
  it('follow each other as often as the screen can where a taxi is seen to move', () => {
    expect(frameGap(atSpeed(60), 15)).toBeLessThan(16.7);
  });

  it('are fewer from afar, and ten a second at least', () => {
    expect(frameGap(atSpeed(60), 12)).toBeGreaterThan(40);
    expect(frameGap(atSpeed(10), 8)).toBe(100);
    expect(frameGap(0, 15)).toBe(100);
  });
});
