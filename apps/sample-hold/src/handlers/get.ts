import { type Handler } from '@hansom/platform-rpc';
import { type GetRequest, type GetResponse } from '@hansom/proto-sample-hold';

import { type SampleHoldContext } from '../context.ts';
import { checkHoldId, notFound, toWire } from './mapping.ts';

export function get(ctx: SampleHoldContext): Handler<GetRequest, GetResponse> {
  return async ({ holdId }, call) => {
    checkHoldId(holdId);
    const hold = await ctx.holds.get(holdId, call);
    if (!hold) throw notFound(holdId);
    return { hold: toWire(hold) };
  };
}
