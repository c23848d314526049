import { NeverRepeat, ReadsOfTwo } from './policies.ts';

describe('NeverRepeat', () => {
  it('rethrows whatever happened', () => {
    const policy = new NeverRepeat();
    const rethrown = policy.rethrowResult();

    expect([
      policy.onReadTimeout(),
      policy.onRequestError(),
      policy.onUnavailable(),
      policy.onWriteTimeout(),
    ]).toEqual([rethrown, rethrown, rethrown, rethrown]);
  });
});

describe('ReadsOfTwo', () => {
  const askedAgainAfter = (query: string | object[]): number[] => {
    const plan = new ReadsOfTwo().newPlan('', query);
    return [plan.nextExecution() as number, plan.nextExecution() as number];
  };

  it('asks a second replica when a read is slow, and no third', () => {
    expect(askedAgainAfter('SELECT a FROM t')).toEqual([250, -1]);
  });

  it.each(['INSERT INTO t', 'UPDATE t', 'DELETE FROM t', 'BEGIN BATCH'])(
    'never sends a write twice: %s',
    (query) => {
      expect(askedAgainAfter(query)).toEqual([-1, -1]);
    },
  );
});
