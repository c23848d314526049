import { type RouteHandler } from '@hansom/platform-http';

import { type changeTraffic as route } from '../routes/traffic.ts';
import { readStanding } from '../traffic/read-rules.ts';
import { toWireRules } from '../traffic/rules.ts';
import { type TrafficContext } from '../traffic/traffic-context.ts';

export function changeTraffic(ctx: TrafficContext): RouteHandler<typeof route> {
  return async ({ params: { service }, body, idempotency: { commandKey } }, call) => {
    const { basedOn, reason, rules } = body;
    await readStanding(ctx, service, call); // refuses what is no service
    const change = { commandKey, basedOn: BigInt(basedOn), reason, rules: toWireRules(service, rules) };
    const { version, warnings } = await ctx.traffic.setRules(change, call);
    return { status: 200, body: { version: Number(version), warnings } };
  };
}
