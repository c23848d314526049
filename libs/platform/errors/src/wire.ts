import {
  Error as WireError,
  Error_ContextEntry as WireFact,
  FieldViolation as WireViolation,
} from '@hansom/proto-common';

import { HansomError, isErrorCode } from './hansom-error.ts';
import { ERROR_KINDS, type ErrorKind } from './kinds.ts';

/** The longest encoded error. In base64 it fits, with the status, into the 8 KiB that all metadata of an answer may take. */
export const MAX_ERROR_BYTES = 5 * 1024;

const SHORTENED_DESCRIPTION = 1024;
const SHORTENED_ORIGIN = 128;

/**
 * The error as it travels, `hansom.common.v1.Error`. One that is made here is sent as made by `service`; one that came
 * from elsewhere keeps its origin. The cause is not sent. An error that is too long keeps its kind, its code and the
 * beginning of the rest.
 */
export function encodeError(error: HansomError, service: string): Uint8Array {
  const { kind, code, description, context, fields, origin = service } = error;
  const whole: WireError = { kind, code, description, context, fields: [...fields], origin };
  const bytes = WireError.encode(whole).finish();
  return bytes.length <= MAX_ERROR_BYTES ? bytes : WireError.encode(shortened(whole)).finish();
}

/**
 * The error that `bytes` say, or undefined when they say none. A kind that a newer version made up becomes `fallback`,
 * the kind of the gRPC status that came along.
 */
export function decodeError(bytes: Uint8Array, fallback: ErrorKind): HansomError | undefined {
  const wire = decoded(bytes);
  if (!wire || !isErrorCode(wire.code)) return undefined;
  const { code, description, context, fields, origin } = wire;
  return new HansomError(isKind(wire.kind) ? wire.kind : fallback, code, {
    description,
    context,
    fields,
    origin,
  });
}

function decoded(bytes: Uint8Array): WireError | undefined {
  try {
    return WireError.decode(bytes);
  } catch {
    return undefined; // whatever is wrong with them: the gRPC status still says what kind of error it was
  }
}

function isKind(kind: string): kind is ErrorKind {
  return Object.hasOwn(ERROR_KINDS, kind);
}

function shortened(whole: WireError): WireError {
  const origin = whole.origin.slice(0, SHORTENED_ORIGIN); // it may come from a stranger
  const short: WireError = { ...whole, origin, description: cut(whole.description), context: {}, fields: [] };
  let left = MAX_ERROR_BYTES - WireError.encode(short).finish().length;
  for (const field of whole.fields) {
    left -= sizeOf(WireViolation.encode(field).finish());
    if (left >= 0) short.fields.push(field);
  }
  for (const [key, value] of Object.entries(whole.context)) {
    left -= sizeOf(WireFact.encode({ key, value }).finish());
    if (left >= 0) short.context[key] = value;
  }
  return short;
}

/** With room for the tag and the length that come before an embedded message. */
function sizeOf(embedded: Uint8Array): number {
  return embedded.length + 4;
}

function cut(text: string): string {
  return text.length <= SHORTENED_DESCRIPTION ? text : `${text.slice(0, SHORTENED_DESCRIPTION)}…`;
}
