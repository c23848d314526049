/** How an operation of an API is sent: written from its document. */
export interface OperationFacts {
  readonly method: string;
  /** With parameters in braces: `/v1/bookings/{bookingId}`. */
  readonly path: string;
}

/** What an operation takes and gives. */
export interface OperationTypes {
  readonly request: object;
  readonly answer: unknown;
  /** Codes of the problems that are its own. */
  readonly errors: string;
}

/** The parts of a request, of which an operation takes some. */
export interface RequestParts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
}

/** What came back beside the body. */
export interface AnswerFacts {
  readonly status: number;
  readonly headers: Headers;
}

export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
  /** In place of the client's. */
  readonly deadlineMs?: number;
  /** In place of the client's; null: none. */
  readonly token?: string | null;
  /** Is told of an answer, also of a problem, before the call settles. */
  readonly onAnswer?: (answer: AnswerFacts) => void;
}

type Call<T extends OperationTypes> =
  Record<never, never> extends T['request']
    ? (request?: T['request'], options?: CallOptions) => Promise<T['answer']>
    : (request: T['request'], options?: CallOptions) => Promise<T['answer']>;

/**
 * One method an operation. It resolves with the body of the answer, and rejects with a `ProblemError` when the API refused, with a `NoAnswer`
 * when nothing came back.
 */
export type ClientOf<T extends Record<keyof T, OperationTypes>> = { readonly [K in keyof T]: Call<T[K]> };
