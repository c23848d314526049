import { type HansomError } from '@hansom/platform-errors';
import { OutcomeUnknown, StoreUnavailable, UnknownPage } from '@hansom/platform-store';
import { errors, types } from 'cassandra-driver';

import { isRefusal, storeErrorOf } from './errors.ts';

const { responseErrorCodes: CODES } = types;
const answered = (code: number): Error => new errors.ResponseError(code, 'said the server');

describe('storeErrorOf', () => {
  it('says that nothing was sent only where no node was asked', () => {
    expect(storeErrorOf(new errors.NoHostAvailableError({}, 'nobody'))).toBeInstanceOf(StoreUnavailable);
  });

  it.each([
    ['a time-out of the client', new errors.OperationTimedOutError('late')],
    ['a write that timed out', answered(CODES.writeTimeout)],
    ['a read that timed out', answered(CODES.readTimeout)],
    ['a write that failed', answered(CODES.writeFailure)],
    ['too few replicas', answered(CODES.unavailableException)],
    ['a coordinator with too much to do', answered(CODES.overloaded)],
    ['an outcome that even the server does not know', answered(0x1700)],
    ['a connection that broke', new Error('socket was closed')],
    ['anything else', 'what?'],
  ])('takes for unknown: %s', (_, error) => {
    expect(storeErrorOf(error)).toBeInstanceOf(OutcomeUnknown);
  });

  it.each([CODES.syntaxError, CODES.invalid, CODES.unauthorized, CODES.configError])(
    'takes for a fault of ours what the server would not begin with: %i',
    (code) => {
      expect(storeErrorOf(answered(code))).toMatchObject({ kind: 'internal', code: 'store.refused' });
      expect(isRefusal(answered(code))).toBe(true);
    },
  );

  it('takes for a page of another query what the server cannot read', () => {
    expect(storeErrorOf(answered(CODES.protocolError))).toBeInstanceOf(UnknownPage);
  });

  it('leaves what is told already', () => {
    const told: HansomError = new UnknownPage();

    expect(storeErrorOf(told)).toBe(told);
  });
});
