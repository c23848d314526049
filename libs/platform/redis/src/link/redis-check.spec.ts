import { redisCheck } from './redis-check.ts';

describe('the check of Redis', () => {
  it.each([
    [0, true],
    [4_999, true],
    [5_000, false],
  ])('after %s ms without it', async (awayMs, ok) => {
    const { run } = redisCheck({ awayMs, failures: 3, reason: 'ECONNREFUSED' });

    expect(await run(new AbortController().signal)).toMatchObject({
      ok,
      message: expect.stringContaining('ECONNREFUSED'),
      measurements: { away_ms: awayMs, unanswered_commands: 3 },
    });
  });
});
