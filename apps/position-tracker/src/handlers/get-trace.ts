import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type GetTraceRequest, type GetTraceResponse } from '@hansom/proto-position-tracker';
import { parseId } from '@hansom/shared-ids';

import { type PositionTrackerContext } from '../context.ts';
import { fixesOfTrip, isComplete } from '../domain/trace-page.ts';
import { cityCheck, toWireFix } from './mapping.ts';

/** Of a trip that nobody has told of yet. */
const NOTHING: GetTraceResponse = { fixes: [], complete: false, nextAfterSeq: 0n };

export function getTrace(ctx: PositionTrackerContext): Handler<GetTraceRequest, GetTraceResponse> {
  return async (request) => {
    check(request);
    const { bookingId, afterSeq: after, upToSeq: upTo } = request;
    const job = await ctx.jobs.get(bookingId);
    if (!job) return NOTHING;
    const { rows, more } = await ctx.traces.page(job, { after, upTo });
    return {
      fixes: fixesOfTrip(rows, job).map(toWireFix),
      complete: isComplete(rows, job, { after, upTo: more ? 0n : upTo }),
      nextAfterSeq: more ? (rows.at(-1)?.seq ?? 0n) : 0n,
    };
  };
}

function check({ city, bookingId }: GetTraceRequest): void {
  const parsed = parseId('booking', bookingId);
  checkFields('position-tracker', [
    cityCheck(city),
    { field: 'booking_id', rule: parsed.ok ? '' : parsed.rule, holds: parsed.ok },
  ]);
}
