import { type Call, type Handler } from '@hansom/platform-rpc';
import { ClaimRefusal, type ClaimRequest, type ClaimResponse } from '@hansom/proto-shift';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';
import { claimRefusal, isOver } from '../domain/guards.ts';
import { type Claim } from '../domain/shift-event.ts';
import { toWire } from '../store/shift-wire.ts';
import { notFound, toClaim } from './mapping.ts';

export function claim(ctx: ShiftContext): Handler<ClaimRequest, ClaimResponse> {
  return async (request, call) => {
    const wanted = toClaim(request, ctx.config.current.longestOfferMs);
    return claimed(ctx, { shiftId: request.shiftId, wanted }, call);
  };
}

async function claimed(
  ctx: ShiftContext,
  { shiftId, wanted }: { shiftId: string; wanted: Claim },
  call: Call,
): Promise<ClaimResponse> {
  const change = await changeShift(ctx, { shiftId, event: wanted }, call);
  if (!change) throw notFound(shiftId);
  const { shift, changed } = change;
  const now = ctx.clock.now();
  if (shift.fields.token === wanted.token) return { outcome: { $case: 'claimed', value: toWire(shift) } };
  if (!changed && isOver(shift, wanted, now)) {
    // An offer that nobody answered, and its timer is late: whoever finds it ends it.
    await changeShift(ctx, { shiftId, event: { on: 'claim_over' } }, call);
    return claimed(ctx, { shiftId, wanted }, call);
  }
  const why = changed ? 'NOT_FREE' : (claimRefusal(shift, wanted, now) ?? 'NOT_FREE');
  return { outcome: { $case: 'refused', value: { reason: ClaimRefusal[why] } } };
}
