import { type ErrorDetails, type ErrorKind, HansomError } from '@hansom/platform-errors';

/** Statuses that say more in HTTP than in the table of kinds, with the kind that they are of. */
const KINDS = {
  401: 'unauthenticated',
  404: 'not_found',
  405: 'unimplemented',
  406: 'invalid_argument',
  408: 'deadline_exceeded',
  412: 'failed_precondition',
  413: 'invalid_argument',
  415: 'invalid_argument',
  421: 'invalid_argument',
  422: 'failed_precondition',
  428: 'failed_precondition',
  431: 'invalid_argument',
} as const satisfies Record<number, ErrorKind>;

export type HttpStatus = keyof typeof KINDS;

interface HttpErrorDetails extends ErrorDetails {
  headers?: Readonly<Record<string, string>>;
}

/** A refusal that only HTTP knows: its status is finer than that of its kind, or it comes with headers. Always the caller's fault. */
export class HttpError extends HansomError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly status: HttpStatus,
    code: string,
    details: HttpErrorDetails,
  ) {
    super(KINDS[status], code, details);
    this.headers = details.headers ?? {};
  }

  override get httpStatus(): number {
    return this.status;
  }

  override get callersFault(): boolean {
    return true;
  }
}
