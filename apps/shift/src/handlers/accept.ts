import { type Handler } from '@hansom/platform-rpc';
import { type AcceptRequest, type AcceptResponse } from '@hansom/proto-shift';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkOffer, notFound } from './mapping.ts';

export function accept(ctx: ShiftContext): Handler<AcceptRequest, AcceptResponse> {
  return async (request, call) => {
    checkOffer(request);
    const { shiftId, offerId: token } = request;
    const change = await changeShift(ctx, { shiftId, event: { on: 'accept', token } }, call);
    if (!change) throw notFound(shiftId);
    const { shift } = change;
    // Under the token but not as the offer came: it has accepted, or gone on from there.
    const accepting = shift.fields.token === token && shift.state !== 'OFFERED';
    return { accepting, shift: toWire(shift) };
  };
}
