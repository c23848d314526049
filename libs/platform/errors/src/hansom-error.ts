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
  cause?: unknown;
}

const CODE = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/;

/**
 * An error of the platform: a kind, and a code `<service>.<reason>` that stays the same over any number of hops.
 * Thrown for broken contracts and broken things; expected outcomes are return values.
 */
export class HansomError extends Error {
  override readonly name = 'HansomError';
  readonly context: Readonly<Record<string, string>>;
  readonly fields: readonly FieldViolation[];

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    details: ErrorDetails,
  ) {
    super(details.description, details.cause === undefined ? undefined : { cause: details.cause });
    if (!CODE.test(code)) throw new TypeError(`error code ${JSON.stringify(code)} is not <service>.<reason>`);
    this.context = details.context ?? {};
    this.fields = details.fields ?? [];
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

/** Refuses a request because of its fields. The description lists them all. */
export function invalidFields(service: string, fields: readonly FieldViolation[]): HansomError {
  const description = fields.map(({ field, rule }) => `${field}: ${rule}`).join('; ');
  return new HansomError('invalid_argument', `${service}.invalid_argument`, { description, fields });
}
