export { type ErrorDetails, type FieldViolation, HansomError, invalidFields } from './hansom-error.ts';
export { ERROR_KINDS, type ErrorKind, kindOfGrpcStatus } from './kinds.ts';
