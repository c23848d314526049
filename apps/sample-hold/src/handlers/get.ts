import type { Handler } from '@hansom/platform-rpc';
import type { GetRequest, GetResponse } from '@hansom/proto-sample-hold';

import type { HoldContext } from '../context.ts';
import { checkHoldId, notFound, toWire } from './mapping.ts';

export function get(ctx: HoldContext): Handler<GetRequest, GetResponse> {
  return async ({ holdId }, call) => {
    checkHoldId(holdId);
    const hold = await ctx.holds.get(holdId, call);
    if (!hold) throw notFound(holdId);
    return { hold: toWire(hold) };
  };
}
