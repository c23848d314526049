import { ERROR_KINDS, type ErrorKind } from './kinds.ts';

/** A field of a request that broke a rule: `field` is its wire name (dotted path), `rule` a sentence for a person. */
export interface FieldViolation {
  field: string;
  rule: string;
}

export interface ErrorDetails {
  /** What a person who looks into it should know. Goes to the caller: no secrets. */
  description: string;
  context?: Readonly<Record<string, string>>;
  fields?: readonly FieldViolation[];
  /** Stays in this process: it is never sent. */
  cause?: unknown;
  /** The service that made the error. Set where an error comes off the wire; left out where it is made. */
  origin?: string;
}

const CODE = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/;
const LONGEST_CODE = 128;

/** Whether `code` is `<service>.<reason>`, of at most 128 characters. */
export function isErrorCode(code: string): boolean {
  return code.length <= LONGEST_CODE && CODE.test(code);
}

/**
 * An error of the platform: a kind, and a code `<service>.<reason>` that stays the same over any number of hops.
 * Thrown for broken contracts and broken things; expected outcomes are return values.
 */
export class HansomError extends Error {
  override readonly name = 'HansomError';
  readonly context: Readonly<Record<string, string>>;
  readonly fields: readonly FieldViolation[];
  /** The service that made the error, however many hops away; undefined: made in this process. */
  readonly origin: string | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    details: ErrorDetails,
  ) {
    super(details.description, details.cause === undefined ? undefined : { cause: details.cause });
    if (!isErrorCode(code))
      throw new TypeError(`error code ${JSON.stringify(code)} is not <service>.<reason>`);
    this.context = details.context ?? {};
    this.fields = details.fields ?? [];
    this.origin = details.origin;
  }

  get description(): string {
    return this.message;
  }

  get grpcStatus(): number {
    return ERROR_KINDS[this.kind].grpc;
  }

  get httpStatus(): number {
    return ERROR_KINDS[this.kind].http;
  }

  get callersFault(): boolean {
    return ERROR_KINDS[this.kind].callersFault;
  }
}

const PASSING: readonly ErrorKind[] = ['unavailable', 'deadline_exceeded', 'resource_exhausted', 'aborted'];

/**
 * Whether an error is expected to pass: whoever was asked is away, slow or overloaded, or others won the race. Asking again may help, and the caller
 * did nothing wrong.
 */
export function isPassing(error: unknown): error is HansomError {
  return error instanceof HansomError && PASSING.includes(error.kind);
}

/** Refuses a request because of its fields. The description lists them all. */
export function invalidFields(service: string, fields: readonly FieldViolation[]): HansomError {
  const description = fields.map(({ field, rule }) => `${field}: ${rule}`).join('; ');
  return new HansomError('invalid_argument', `${service}.invalid_argument`, { description, fields });
}

/** Nothing in place of a `not_found`. */
export async function ifFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof HansomError && error.kind === 'not_found') return undefined;
    throw error;
  }
}

/** A rule for a field of a request, and whether the request keeps it. */
export interface FieldCheck extends FieldViolation {
  holds: boolean;
}

const MOST_KEY = 100;

/** Whether a field has from one to `most` characters, and the rule that says so. */
export function textCheck(field: string, text: string, most: number): FieldCheck {
  const holds = text.length >= 1 && text.length <= most;
  return { field, rule: `must have 1 to ${most} characters`, holds };
}

/** Whether a request carries the key under which a command is done once. */
export function keyCheck(commandKey: string): FieldCheck {
  return textCheck('command_key', commandKey, MOST_KEY);
}

/** Throws `<service>.invalid_argument` with every check that does not hold. */
export function checkFields(service: string, checks: readonly FieldCheck[]): void {
  const broken = checks.filter(({ holds }) => !holds).map(({ field, rule }) => ({ field, rule }));
  if (broken.length > 0) throw invalidFields(service, broken);
}
