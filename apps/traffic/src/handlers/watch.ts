import { tellState } from '@hansom/platform-mesh';
import { type StreamHandler } from '@hansom/platform-rpc';
import { type WatchRequest, type WatchResponse } from '@hansom/proto-traffic';

import { type TrafficContext } from '../context.ts';

export function watch(ctx: TrafficContext): StreamHandler<WatchRequest, WatchResponse> {
  return (_, call) => tellState(ctx.state, ctx.effects, call.signal);
}
