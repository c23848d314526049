/** What an API tells when what was asked for is not to be had (RFC 9457). Further members are facts of the problem. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string }[];
  readonly [fact: string]: unknown;
}

/** An API answered with a problem. */
export class ProblemError<Code extends string = string> extends Error {
  override readonly name = 'ProblemError';
  readonly code: Code;

  constructor(
    /** `operation` of the client. */
    readonly operation: string,
    readonly problem: Problem & { readonly code: Code },
    /** How long the API asks to wait, in real milliseconds; undefined: it does not say. */
    readonly retryAfterMs: number | undefined,
  ) {
    super(`${operation}: ${problem.code}: ${problem.detail}`);
    this.code = problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** Whether an API told one of these problems: `if (isProblem(error, 'booking.rider_busy'))`. */
export function isProblem<Code extends string>(
  error: unknown,
  ...codes: Code[]
): error is ProblemError<Code> {
  return error instanceof ProblemError && (codes as string[]).includes(error.code);
}

/** Nothing came back, so nobody knows whether the request was executed: ask again, under the same key. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly operation: string,
    readonly reason: 'deadline' | 'given_up' | 'network',
    options: ErrorOptions,
  ) {
    super(`${operation}: no answer (${reason})`, options);
  }
}
