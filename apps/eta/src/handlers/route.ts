import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type RouteRequest, type RouteResponse } from '@hansom/proto-eta';
import { cityCheck } from '@hansom/shared-ids';

import { type EtaContext } from '../context.ts';
import { checkPoint, requireRoads, toPoint, toWire } from './mapping.ts';

export function route(ctx: EtaContext): Handler<RouteRequest, RouteResponse> {
  return async ({ city, from, to, withLine }) => {
    checkFields('eta', [cityCheck(city), checkPoint('from', from), checkPoint('to', to)]);
    const roads = await requireRoads(ctx, city);
    const way = roads.way(toPoint(from), toPoint(to), ctx.config.current);
    if (!way) return { outcome: { $case: 'none', value: {} } };
    const line = withLine ? way.line() : [];
    return { outcome: { $case: 'way', value: { ...toWire(way), line } } };
  };
}
