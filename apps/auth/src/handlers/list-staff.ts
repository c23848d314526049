import { type Handler } from '@hansom/platform-rpc';
import { type ListStaffRequest, type ListStaffResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { toWireStaff } from './staff-mapping.ts';

export function listStaff(ctx: AuthContext): Handler<ListStaffRequest, ListStaffResponse> {
  return async ({ page }) => {
    const { members, next = '' } = await ctx.staff.members.page(page || undefined);
    return { staff: members.map(toWireStaff), nextPage: next };
  };
}
