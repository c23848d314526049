import { type Handler } from '@hansom/platform-rpc';
import { type RedeemSignInLinkRequest, type RedeemSignInLinkResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { redeemLink } from '../redeem-link.ts';
import { tokensOf } from '../tokens.ts';
import { check, deviceCheck } from './mapping.ts';
import { commandKeyCheck, toWireStaff } from './staff-mapping.ts';

export function redeemSignInLink(
  ctx: AuthContext,
): Handler<RedeemSignInLinkRequest, RedeemSignInLinkResponse> {
  return async (request, call) => {
    check(commandKeyCheck(request.commandKey), deviceCheck(request.device));
    const { session, member } = await redeemLink(ctx, request, call);
    return { tokens: await tokensOf(ctx, session, member.roles), staff: toWireStaff(member) };
  };
}
