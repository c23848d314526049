import { buildStamp } from './bundle.mjs';

describe('buildStamp', () => {
  it('is the second of the build in UTC, as digits', () => {
    expect(buildStamp(new Date('2026-03-09T07:05:04.999Z'))).toBe('20260309070504');
  });
});
