export {
  checkFields,
  type FieldCheck,
  type ErrorDetails,
  type FieldViolation,
  HansomError,
  ifFound,
  invalidFields,
  isErrorCode,
  isPassing,
  keyCheck,
  textCheck,
} from './hansom-error.ts';
export { ERROR_KINDS, type ErrorKind, kindOfGrpcStatus } from './kinds.ts';
export { decodeError, encodeError, MAX_ERROR_BYTES } from './wire.ts';
