import { config } from './config.ts';

describe('the configuration', () => {
  it('lets no trip last longer than a day', () => {
    expect(config.safeParse({ longestTripMs: 86_400_000 }).success).toBe(true);
    expect(config.safeParse({ longestTripMs: 86_400_001 }).success).toBe(false);
  });
});
