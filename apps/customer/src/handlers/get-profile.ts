import { currentUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetProfileRequest, type GetProfileResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { check, notFound, riderIdCheck, toWire } from './mapping.ts';

export function getProfile(ctx: CustomerContext): Handler<GetProfileRequest, GetProfileResponse> {
  return async ({ riderId }, call) => {
    check(riderIdCheck(riderId));
    const user = currentUser.get(call);
    const isOthers = user !== undefined && user.id !== riderId;
    const profile = isOthers ? undefined : await ctx.profiles.get(riderId);
    if (!profile) throw notFound(riderId);
    return { profile: toWire(profile) };
  };
}
