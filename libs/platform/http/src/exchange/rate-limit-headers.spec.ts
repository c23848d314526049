import { rateLimitHeaders } from './rate-limit-headers.ts';

describe('rateLimitHeaders', () => {
  it('tells times in whole seconds, rather too long than too short', () => {
    const refused = { allowed: false, limit: 3, remaining: 0, waitMs: 5_000, resetMs: 24_001 };

    expect(rateLimitHeaders(refused)).toEqual({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '25',
    });
  });
});
