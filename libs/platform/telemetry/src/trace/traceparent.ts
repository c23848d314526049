/** Where a piece of work stands in a trace: what the W3C Trace Context carries (https://www.w3.org/TR/trace-context/). */
export interface TracePoint {
  /** 32 lower-case hexadecimal digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits, not all zero: the span that whatever comes below is a child of. */
  readonly spanId: string;
  /** Whether the trace is kept. */
  readonly sampled: boolean;
  /** What other systems added; carried on as it came. */
  readonly tracestate?: string | undefined;
}

/** Version 00 ends with the flags, ff is none, and ids are not all zero. */
const TRACEPARENT =
  /^(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SAMPLED = 1;

const KEY = /^([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MAX_MEMBERS = 32;
const MAX_TRACESTATE = 512;

export function formatTraceparent({ traceId, spanId, sampled }: TracePoint): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

/**
 * Reads the two headers as the standard asks: a traceparent that is not well-formed counts as none, a tracestate that is not
 * is left out. Of versions to come the known part is read.
 */
export function parseTraceparent(
  traceparent: string | undefined,
  tracestate?: string,
): TracePoint | undefined {
  const parts = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
  if (!parts) return undefined;
  const [, traceId = '', spanId = '', flags = ''] = parts;
  const sampled = (Number.parseInt(flags, 16) & SAMPLED) !== 0;
  return { traceId, spanId, sampled, tracestate: checkedTracestate(tracestate) };
}

function checkedTracestate(header: string | undefined): string | undefined {
  if (!header || header.length > MAX_TRACESTATE) return undefined;
  const members = header.split(',').map((member) => member.trim());
  const keys = members.filter((member) => member !== '').map(keyOf);
  const valid = keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
  return valid && keys.length > 0 && keys.length <= MAX_MEMBERS ? header.trim() : undefined;
}

/** The key of a member; undefined when the member is not well-formed. */
function keyOf(member: string): string | undefined {
  const equals = member.indexOf('=');
  const key = member.slice(0, Math.max(0, equals));
  return KEY.test(key) && VALUE.test(member.slice(equals + 1)) ? key : undefined;
}
