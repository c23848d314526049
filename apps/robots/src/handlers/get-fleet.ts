import { type Handler } from '@hansom/platform-rpc';
import { GetFleetResponse, type GetFleetRequest } from '@hansom/proto-robots';

import { type RobotsContext } from '../context.ts';

export function getFleet(ctx: RobotsContext): Handler<GetFleetRequest, GetFleetResponse> {
  return () => GetFleetResponse.fromPartial(ctx.fleet()?.figures ?? {});
}
