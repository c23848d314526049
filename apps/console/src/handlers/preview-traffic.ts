import { type RouteHandler } from '@hansom/platform-http';

import { type previewTraffic as route } from '../routes/traffic.ts';
import { callersOf } from '../services/edges.ts';
import { requireStaff } from '../staff.ts';
import { previewOf } from '../traffic/preview.ts';
import { readStanding } from '../traffic/read-rules.ts';
import { type TrafficContext } from '../traffic/traffic-context.ts';

export function previewTraffic(ctx: TrafficContext): RouteHandler<typeof route> {
  return async ({ body: { service, rules: after }, user }, call) => {
    requireStaff(user);
    const { basedOn, rules: before, instances } = await readStanding(ctx, service, call);
    const reading = await ctx.board.current();
    const callers = [...new Set(callersOf(reading, service).map(({ from }) => from))];
    return { status: 200, body: { basedOn, ...previewOf({ service, before, after, instances, callers }) } };
  };
}
