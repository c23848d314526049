/**
 * The closed set of error kinds, and the one table that maps each to its gRPC status and its HTTP status.
 * `callersFault`: the call was wrong or came at the wrong moment, so it never trips a breaker or counts against health.
 */
export const ERROR_KINDS = {
  invalid_argument: { grpc: 3, http: 400, callersFault: true },
  unauthenticated: { grpc: 16, http: 401, callersFault: true },
  permission_denied: { grpc: 7, http: 403, callersFault: true },
  not_found: { grpc: 5, http: 404, callersFault: true },
  already_exists: { grpc: 6, http: 409, callersFault: true },
  failed_precondition: { grpc: 9, http: 409, callersFault: true },
  aborted: { grpc: 10, http: 409, callersFault: true },
  resource_exhausted: { grpc: 8, http: 429, callersFault: true },
  cancelled: { grpc: 1, http: 499, callersFault: true },
  unimplemented: { grpc: 12, http: 501, callersFault: false },
  unavailable: { grpc: 14, http: 503, callersFault: false },
  deadline_exceeded: { grpc: 4, http: 504, callersFault: false },
  /** A write may or may not have happened: told as such, never as a failure. */
  outcome_unknown: { grpc: 2, http: 504, callersFault: false },
  internal: { grpc: 13, http: 500, callersFault: false },
} as const satisfies Record<string, { grpc: number; http: number; callersFault: boolean }>;

export type ErrorKind = keyof typeof ERROR_KINDS;

const KIND_OF_STATUS = new Map<number, ErrorKind>(
  (Object.keys(ERROR_KINDS) as ErrorKind[]).map((kind) => [ERROR_KINDS[kind].grpc, kind]),
);

/** The kind that a gRPC status code stands for when no Hansom error came with it. Unlisted codes are `internal`. */
export function kindOfGrpcStatus(status: number): ErrorKind {
  return KIND_OF_STATUS.get(status) ?? 'internal';
}
