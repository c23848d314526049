/**
 * What grpc-js's server knows of a call and does not say, in fields of its own (1.14.7). Where they are not found, both are
 * undefined: what rests on them is then slower or less exact, not wrong.
 */
export interface CallInternals {
  /** The HTTP/2 session: one for each connection, never used for another. */
  readonly session: object | undefined;
  /** Why the HTTP/2 stream was reset by its client: not 0 when it was. */
  readonly resetCode: number | undefined;
}

export function internalsOf(call: unknown): CallInternals {
  const stream = fieldOf(fieldOf(call, 'call'), 'stream');
  const session = fieldOf(stream, 'session');
  const resetCode = fieldOf(stream, 'rstCode');
  return {
    session: typeof session === 'object' && session !== null ? session : undefined,
    resetCode: typeof resetCode === 'number' ? resetCode : undefined,
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
