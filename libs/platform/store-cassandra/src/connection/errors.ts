import { HansomError } from '@hansom/platform-errors';
import { OutcomeUnknown, StoreUnavailable, UnknownPage } from '@hansom/platform-store';
import { errors, types } from 'cassandra-driver';

const { responseErrorCodes: CODES } = types;

/** The server read the statement and would not begin with it. */
const REFUSALS: readonly number[] = [
  CODES.syntaxError,
  CODES.unauthorized,
  CODES.invalid,
  CODES.configError,
  CODES.alreadyExists,
];

/**
 * What an error of the driver says of a statement. Sent to no host: `StoreUnavailable`. Refused as it reads: `store.refused`, a fault of
 * ours. All else may have happened: `OutcomeUnknown`.
 */
export function storeErrorOf(error: unknown): HansomError {
  if (error instanceof HansomError) return error;
  if (error instanceof errors.NoHostAvailableError)
    return new StoreUnavailable('no Cassandra node that is up could be asked', error);
  if (isUnreadable(error)) return new UnknownPage();
  if (isRefusal(error))
    return new HansomError('internal', 'store.refused', {
      description: `Cassandra refused a statement: ${error.message}`,
      cause: error,
    });
  return new OutcomeUnknown('Cassandra gave no answer that tells', error);
}

export function isRefusal(error: unknown): error is errors.ResponseError {
  return error instanceof errors.ResponseError && REFUSALS.includes(error.code);
}

/** What the server cannot read: of what we send, only a page's state is not ours. */
function isUnreadable(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.code === CODES.protocolError;
}
