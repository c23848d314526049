import { type Handler } from '@hansom/platform-rpc';
import { type CloseStaffRequest, type CloseStaffResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { check } from './mapping.ts';
import { nameCheck, noStaff, toWireStaff } from './staff-mapping.ts';

export function closeStaff(ctx: AuthContext): Handler<CloseStaffRequest, CloseStaffResponse> {
  return async ({ name }) => {
    check(nameCheck(name));
    const member = await ctx.staff.members.change(name, () => ({ state: 'CLOSED' }));
    if (!member) throw noStaff(name);
    return { staff: toWireStaff(member) };
  };
}
