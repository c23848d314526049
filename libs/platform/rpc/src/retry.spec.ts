import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';

import { endpointsOf } from './endpoint.ts';
import { backOff, isRetryable, RetryBudget } from './retry.ts';
import { echoContract } from './testing/echo-contract.ts';

describe('RetryBudget', () => {
  it('holds what it was given, and no more than that', () => {
    const budget = new RetryBudget(2);
    for (let i = 0; i < 100; i += 1) budget.earn();

    expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
  });

  it('earns a retry with ten calls', () => {
    const budget = new RetryBudget(1);
    budget.spend();
    for (let i = 0; i < 9; i += 1) budget.earn();
    const afterNine = budget.spend();
    for (let i = 0; i < 2; i += 1) budget.earn();

    expect([afterNine, budget.spend()]).toEqual([false, true]);
  });
});

describe('what may be tried again', () => {
  const { read, repeat, write } = endpointsOf(echoContract());
  const unavailable = new HansomError('unavailable', 'echo.busy', { description: '' });

  it('is what is safe to repeat, where nobody has done anything', () => {
    expect([read, repeat, write].map((endpoint) => isRetryable(endpoint, 'echo', unavailable))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    [undefined, true],
    ['echo', true],
    ['leaf', false],
  ])('is what failed at the callee itself: made by %p', (origin, retryable) => {
    const error = new HansomError('unavailable', 'a.b', { description: '', origin });

    expect(isRetryable(read, 'echo', error)).toBe(retryable);
  });

  it.each(['internal', 'resource_exhausted', 'deadline_exceeded', 'outcome_unknown', 'aborted'] as const)(
    'is nothing that failed as %s',
    (kind) => {
      expect(isRetryable(read, 'echo', new HansomError(kind, 'a.b', { description: '' }))).toBe(false);
    },
  );
});

describe('the wait before the next attempt', () => {
  it.each([
    [1, 0, 10],
    [1, 1, 30],
    [2, 0, 30],
    [2, 1, 90],
  ])('after attempt %d with the luck %d is %d ms', (attempt, luck, wait) => {
    const effects = { ...fakeEffects(), random: { ...fakeEffects().random, next: () => luck } };

    expect(backOff(attempt, effects)).toBe(wait);
  });
});
