import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

/** How something failed, as spans and meters tell it. A HansomError is one. */
export interface Failure {
  /** `<service>.<reason>` */
  readonly code: string;
  /** It does not count against whoever was called. */
  readonly callersFault: boolean;
  readonly grpcStatus: number;
}

/** What `error` is to the caller: the call's own end if it is over, and `<service>.internal` for all that nobody meant to throw. */
export function failureOf(error: unknown, call: Call): Failure {
  if (error instanceof HansomError) return error;
  return call.cancellation() ?? { code: `${call.name}.internal`, callersFault: false, grpcStatus: 13 };
}
