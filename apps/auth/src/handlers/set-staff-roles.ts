import { type Handler } from '@hansom/platform-rpc';
import { type SetStaffRolesRequest, type SetStaffRolesResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { check } from './mapping.ts';
import { nameCheck, noStaff, rolesCheck, staffClosed, toWireStaff } from './staff-mapping.ts';

export function setStaffRoles(ctx: AuthContext): Handler<SetStaffRolesRequest, SetStaffRolesResponse> {
  return async ({ name, roles }) => {
    check(nameCheck(name), rolesCheck(roles));
    const member = await ctx.staff.members.change(name, ({ state }) => {
      if (state === 'CLOSED') throw staffClosed(name);
      return { roles };
    });
    if (!member) throw noStaff(name);
    return { staff: toWireStaff(member) };
  };
}
