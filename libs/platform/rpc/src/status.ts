import { decodeError, encodeError, HansomError, kindOfGrpcStatus } from '@hansom/platform-errors';

/** How a call ended, as gRPC says it; `error` is the trailer that carries the whole HansomError. */
export interface WireStatus {
  readonly code: number;
  /** For foreign clients and for status that comes with no trailer. */
  readonly details: string;
  readonly error?: Uint8Array | undefined;
}

/** The trailer that carries an error from service to service: `hansom.common.v1.Error`. */
export const ERROR_TRAILER = 'hansom-error-bin';

const LONGEST_DETAILS = 256;

/** The status that tells of `error`, which `service` answers with. */
export function statusOf(error: HansomError, service: string): WireStatus {
  // A lone surrogate would make the transport throw where it percent-encodes the details.
  const details = error.description.slice(0, LONGEST_DETAILS).replace(/\p{Surrogate}/gu, '\ufffd');
  return { code: error.grpcStatus, details, error: encodeError(error, service) };
}

/** The error that a status tells of. One that came with no trailer gets the code `<callee>.<kind>` and no origin. */
export function errorOf(status: WireStatus, callee: string): HansomError {
  const kind = kindOfGrpcStatus(status.code);
  const carried = status.error && decodeError(status.error, kind);
  return carried ?? new HansomError(kind, `${callee}.${kind}`, { description: status.details });
}
