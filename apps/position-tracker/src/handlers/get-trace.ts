import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type GetTraceRequest, type GetTraceResponse } from '@hansom/proto-position-tracker';
import { cityCheck, idCheck } from '@hansom/shared-ids';

import { type PositionTrackerContext } from '../context.ts';
import { fixesOfTrip, isComplete } from '../domain/trace-page.ts';
import { toWireFix } from './mapping.ts';

/** Each fix is judged by those before it, of another page too. */
const JUDGED_WITH = 100;
/** Of a trip that nobody has told of yet. */
const NOTHING: GetTraceResponse = { fixes: [], complete: false, nextAfterSeq: 0n };

export function getTrace(ctx: PositionTrackerContext): Handler<GetTraceRequest, GetTraceResponse> {
  return async (request) => {
    check(request);
    const { bookingId, afterSeq: after, upToSeq: upTo } = request;
    const job = await ctx.jobs.get(bookingId);
    if (!job) return NOTHING;
    const [earlier, { rows, more }] = await Promise.all([
      after > 0n ? ctx.traces.latest(job, { upTo: after, limit: JUDGED_WITH }) : [],
      ctx.traces.page(job, { after, upTo }),
    ]);
    const fixes = fixesOfTrip([...earlier, ...rows], job, ctx.config.current);
    const last = rows.at(-1)?.seq ?? 0n;
    return {
      fixes: fixes.filter(({ seq }) => seq > after).map(toWireFix),
      complete: isComplete(rows, job, { after, upTo: more ? last : upTo }),
      nextAfterSeq: more ? last : 0n,
    };
  };
}

function check({ city, bookingId }: GetTraceRequest): void {
  checkFields('position-tracker', [cityCheck(city), idCheck('booking', bookingId)]);
}
