import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type ManyToOneRequest, type ManyToOneResponse } from '@hansom/proto-eta';
import { cityCheck } from '@hansom/shared-ids';

import { type EtaContext } from '../context.ts';
import { checkPoint, requireRoads, toPoint, toWire } from './mapping.ts';

const MOST_POINTS = 500;

export function manyToOne(ctx: EtaContext): Handler<ManyToOneRequest, ManyToOneResponse> {
  return async (request) => {
    check(request);
    const roads = await requireRoads(ctx, request.city);
    const ways = roads.waysTo(toPoint(request.to), request.from.map(toPoint), ctx.config.current);
    return { ways: ways.map((way) => (way ? { found: true, ...toWire(way) } : NONE)) };
  };
}

const NONE = { found: false, distanceMetres: 0, durationMs: 0 };

function check({ city, from, to }: ManyToOneRequest): void {
  const rule = `must have 1 to ${MOST_POINTS} points`;
  checkFields('eta', [
    cityCheck(city),
    { field: 'from', rule, holds: from.length >= 1 && from.length <= MOST_POINTS },
    ...from.map((point, i) => checkPoint(`from[${i}]`, point)),
    checkPoint('to', to),
  ]);
}
