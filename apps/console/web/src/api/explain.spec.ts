import { NoAnswer, ProblemError } from '@hansom/client-console';

import { explain, isMissing, isSignedOut } from './explain.ts';

function aProblem(status: number, retryAfterMs?: number): ProblemError {
  const problem = {
    type: '/problems/x.y',
    title: 'x.y',
    status,
    detail: 'the detail',
    code: 'x.y',
    traceId: 't1',
  };
  return new ProblemError('getBooking', problem, retryAfterMs);
}

describe('an explanation', () => {
  it.each([
    [404, 'The ride was not found', false],
    [403, 'The ride is not yours to see', false],
    [429, 'That was too often', true],
    [503, 'The ride could not be loaded', true],
    [400, 'The ride could not be loaded', false],
  ])('of status %d tells what happened, and whether to try again', (status, title, retry) => {
    expect(explain(aProblem(status), 'The ride')).toMatchObject({ title, retry, traceId: 't1' });
  });

  it('tells when to come back', () => {
    expect(explain(aProblem(429, 2_400), 'It').detail).toBe('Try again in 3 s.');
  });

  it('tells a slow console from one that is gone', () => {
    const slow = explain(new NoAnswer('getMe', 'deadline', {}), 'It');
    const gone = explain(new NoAnswer('getMe', 'network', {}), 'It');

    expect(slow.detail).toContain('too long');
    expect(gone.detail).toContain('does not answer');
  });

  it('survives what nobody expected', () => {
    expect(explain(new TypeError('x is undefined'), 'The map')).toMatchObject({
      title: 'The map could not be shown',
    });
  });
});

it('knows who is signed out, and what is not there', () => {
  expect([401, 404].map((status) => isSignedOut(aProblem(status)))).toEqual([true, false]);
  expect([401, 404].map((status) => isMissing(aProblem(status)))).toEqual([false, true]);
});
