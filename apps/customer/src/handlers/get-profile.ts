import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetProfileRequest, type GetProfileResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { check, notFound, riderIdCheck, toWire } from './mapping.ts';

export function getProfile(ctx: CustomerContext): Handler<GetProfileRequest, GetProfileResponse> {
  return async ({ riderId }, call) => {
    check(riderIdCheck(riderId));
    const profile = mayRead(call, riderId) ? await ctx.profiles.get(riderId) : undefined;
    if (!profile) throw notFound(riderId);
    return { profile: toWire(profile) };
  };
}
