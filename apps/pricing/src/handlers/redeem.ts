import { type Handler } from '@hansom/platform-rpc';
import { PriceSnapshot, type RedeemRequest, type RedeemResponse } from '@hansom/proto-pricing';

import { type PricingContext } from '../context.ts';

export function redeem(ctx: PricingContext): Handler<RedeemRequest, RedeemResponse> {
  return async ({ token }) => ({ price: PriceSnapshot.decode(await ctx.seal.open(token)) });
}
