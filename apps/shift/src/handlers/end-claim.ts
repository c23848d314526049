import { type Handler } from '@hansom/platform-rpc';
import { type EndClaimRequest, type EndClaimResponse } from '@hansom/proto-shift';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';
import { toWire } from '../store/shift-wire.ts';
import { notFound, toClaimEnd } from './mapping.ts';

export function endClaim(ctx: ShiftContext): Handler<EndClaimRequest, EndClaimResponse> {
  return async (request, call) => {
    const { shiftId } = request;
    const change = await changeShift(ctx, { shiftId, event: toClaimEnd(request) }, call);
    if (!change) throw notFound(shiftId);
    return { shift: toWire(change.shift) };
  };
}
