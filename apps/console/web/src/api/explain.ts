import { NoAnswer, ProblemError } from '@hansom/client-console';

/** What went wrong, for a person. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
  /** Whether the same may work in a moment. */
  readonly retry: boolean;
  /** To be given to whoever looks into it. */
  readonly traceId?: string;
}

/** Explains why something could not be had. `what` completes "... could not be loaded": `The ride`. */
export function explain(error: unknown, what: string): Explanation {
  if (error instanceof ProblemError) return ofProblem(error, what);
  if (error instanceof NoAnswer) return ofSilence(error, what);
  return {
    title: `${what} could not be shown`,
    detail: 'The page met something that it did not expect. Loading it again may help.',
    retry: true,
  };
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}

export function isMissing(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 404;
}

function ofProblem({ status, problem, retryAfterMs }: ProblemError, what: string): Explanation {
  const { traceId } = problem;
  if (status === 404) {
    const detail = 'It does not exist, it has expired, or it belongs to a city that you do not see.';
    return { title: `${what} was not found`, detail, retry: false, traceId };
  }
  if (status === 403) {
    const detail = 'Your roles do not cover this. Whoever keeps the staff can give you one that does.';
    return { title: `${what} is not yours to see`, detail, retry: false, traceId };
  }
  if (status === 429) {
    const wait = retryAfterMs ? `in ${Math.ceil(retryAfterMs / 1_000)} s` : 'in a moment';
    return { title: 'That was too often', detail: `Try again ${wait}.`, retry: true, traceId };
  }
  if (status >= 500) {
    const detail = `A service that knows it does not answer (${problem.code}).`;
    return { title: `${what} could not be loaded`, detail, retry: true, traceId };
  }
  return { title: `${what} could not be loaded`, detail: problem.detail, retry: false, traceId };
}

function ofSilence({ reason }: NoAnswer, what: string): Explanation {
  const detail =
    reason === 'deadline'
      ? 'The console took too long to answer.'
      : 'The console does not answer. It may be starting again, or your connection may be gone.';
  return { title: `${what} could not be loaded`, detail, retry: true };
}
