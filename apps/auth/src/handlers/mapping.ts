import { checkFields, type FieldCheck, HansomError, textCheck } from '@hansom/platform-errors';
import { isPhone, PHONE_RULE } from '@hansom/platform-identity';
import { idCheck } from '@hansom/shared-ids';

import { isCode } from '../domain/code.ts';

const LONGEST_ADDRESS = 64;
const LONGEST_DEVICE = 100;
/** Nobody guesses what is drawn with as many. */
const SHORTEST_ATTEMPT = 16;
const LONGEST_ATTEMPT = 100;
const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;

/** Throws `auth.invalid_argument` with every check that does not hold. */
export function check(...checks: FieldCheck[]): void {
  checkFields('auth', checks);
}

export function phoneCheck(phone: string): FieldCheck {
  return { field: 'phone', rule: PHONE_RULE, holds: isPhone(phone) };
}

export function addressCheck(address: string): FieldCheck {
  return textCheck('address', address, LONGEST_ADDRESS);
}

export function deviceCheck(device: string): FieldCheck {
  const rule = `must have at most ${LONGEST_DEVICE} characters`;
  return { field: 'device', rule, holds: device.length <= LONGEST_DEVICE };
}

export function challengeCheck(challengeId: string): FieldCheck {
  return idCheck('challenge', challengeId);
}

export function codeCheck(code: string): FieldCheck {
  return { field: 'code', rule: 'must have six digits', holds: isCode(code) };
}

export function attemptCheck(attempt: string | undefined): FieldCheck {
  const rule = `must be left out or have ${SHORTEST_ATTEMPT} to ${LONGEST_ATTEMPT} characters`;
  const fits = (text: string) => text.length >= SHORTEST_ATTEMPT && text.length <= LONGEST_ATTEMPT;
  return { field: 'attempt', rule, holds: attempt === undefined || fits(attempt) };
}

export function passwordCheck(password: string): FieldCheck {
  const rule = `must have ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`;
  const holds = password.length >= SHORTEST_PASSWORD && password.length <= LONGEST_PASSWORD;
  return { field: 'password', rule, holds };
}

/** Of a password that is only compared: what is too short is wrong as well. */
export function longestPasswordCheck(password: string): FieldCheck {
  const rule = `must have at most ${LONGEST_PASSWORD} characters`;
  return { field: 'password', rule, holds: password.length <= LONGEST_PASSWORD };
}

/** Of the kind of a refused transition, as `sessionEnded` is. */
export function credentialsRefused(description: string): HansomError {
  return new HansomError('failed_precondition', 'auth.credentials_refused', { description });
}
