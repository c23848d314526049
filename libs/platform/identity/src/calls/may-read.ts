import { type Call } from '@hansom/platform-rpc';

import { type User } from '../users/user.ts';
import { currentUser } from './current-user.ts';

/** Those who have only what is theirs. */
const PEOPLE = ['RIDER', 'DRIVER'];

/** Patterns that operators hold: `OPS`, `OPS.GOT`. */
const STAFF = /^OPS(\.|$)/;

/**
 * Whether a call may read what belongs to the accounts `owners`: it is one of theirs, or for staff, or a service asks for itself. Which cities
 * staff may see is for the service to judge that shows them anything.
 */
export function mayRead(call: Call, ...owners: readonly (string | undefined)[]): boolean {
  const user = currentUser.get(call);
  return !user || owners.includes(user.id) || isStaff(user);
}

/** Whether somebody works for the company: holds a role of operators, and is no rider or driver. */
export function isStaff({ roles }: Pick<User, 'roles'>): boolean {
  return roles.some((role) => STAFF.test(role)) && !roles.some((role) => PEOPLE.includes(role));
}
