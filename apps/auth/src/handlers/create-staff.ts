import { HansomError } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type CreateStaffRequest, type CreateStaffResponse } from '@hansom/proto-auth';
import { makeId } from '@hansom/shared-ids';

import { type AuthContext } from '../context.ts';
import { check, passwordCheck } from './mapping.ts';
import { commandKeyCheck, nameCheck, rolesCheck, toWireStaff } from './staff-mapping.ts';

export function createStaff(ctx: AuthContext): Handler<CreateStaffRequest, CreateStaffResponse> {
  return async ({ commandKey, name, password, roles }, call) => {
    const hasPassword = password !== '';
    check(commandKeyCheck(commandKey), nameCheck(name), rolesCheck(roles));
    if (hasPassword) check(passwordCheck(password));
    const { clock, ids } = ctx.effects;
    const member = await ctx.staff.members.claim({
      name,
      staff_id: makeId('staff', ids.uuid()),
      command_key: commandKey,
      state: 'ACTIVE',
      roles,
      password_hash: hasPassword ? await ctx.passwords.hash(password, call) : undefined,
      created_at: clock.now(),
    });
    if (member.command_key !== commandKey) throw nameTaken(name);
    return { staff: toWireStaff(member) };
  };
}

function nameTaken(name: string): HansomError {
  return new HansomError('already_exists', 'auth.name_taken', {
    description: 'somebody of the staff has that name, or had it',
    context: { name },
  });
}
