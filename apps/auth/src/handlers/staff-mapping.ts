import { type FieldCheck, HansomError } from '@hansom/platform-errors';
import { type Staff, StaffState as WireState } from '@hansom/proto-auth';

import { areStaffRoles, isStaffName, NAME_RULE, ROLES_RULE } from '../domain/staff-rules.ts';
import { type StaffMember } from '../store/staff-members.ts';

const LONGEST_KEY = 100;

export function commandKeyCheck(commandKey: string): FieldCheck {
  const holds = commandKey.length >= 1 && commandKey.length <= LONGEST_KEY;
  return { field: 'command_key', rule: `must have 1 to ${LONGEST_KEY} characters`, holds };
}

export function nameCheck(name: string): FieldCheck {
  return { field: 'name', rule: NAME_RULE, holds: isStaffName(name) };
}

export function rolesCheck(roles: readonly string[]): FieldCheck {
  return { field: 'roles', rule: ROLES_RULE, holds: areStaffRoles(roles) };
}

export function toWireStaff(member: StaffMember): Staff {
  const { staff_id, name, roles, state, password_hash, created_at } = member;
  return {
    staffId: staff_id,
    name,
    roles: [...roles],
    state: WireState[state],
    hasPassword: password_hash !== undefined,
    createdAt: new Date(created_at),
  };
}

export function noStaff(name: string): HansomError {
  const description = 'nobody of the staff has that name';
  return new HansomError('not_found', 'auth.not_found', { description, context: { name } });
}

export function staffClosed(name: string): HansomError {
  const description = 'the account is closed';
  return new HansomError('failed_precondition', 'auth.staff_closed', { description, context: { name } });
}
