import { rulesToWire } from '@hansom/platform-mesh';
import { type Handler } from '@hansom/platform-rpc';
import { type GetRulesRequest, type GetRulesResponse } from '@hansom/proto-traffic';

import { type TrafficContext } from '../context.ts';

export function getRules(ctx: TrafficContext): Handler<GetRulesRequest, GetRulesResponse> {
  return async (_, call) => {
    const { version, rules } = await ctx.book.read(call);
    return { version: BigInt(version), rules: rules.map(rulesToWire) };
  };
}
