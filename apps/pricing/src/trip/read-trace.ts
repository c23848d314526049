import { monotonicInstant } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';
import { type Fix } from '@hansom/proto-position-tracker';

import { type PricingContext } from '../context.ts';
import { type NumberedFix } from '../domain/trip-legs.ts';

export interface WantedTrace {
  /** The driver's: not that of the booking where a neighbour drove. */
  city: string;
  bookingId: string;
  /** Number of its last fix; 0 when not known. */
  lastSeq: bigint;
}

/** The trace of a trip. What is still under way is waited for, as long as the configuration says. */
export async function readTrace(
  ctx: PricingContext,
  wanted: WantedTrace,
  call: Call,
): Promise<readonly NumberedFix[]> {
  const { traceWaitMs, tracePollMs } = ctx.config.current;
  const patience = monotonicInstant(ctx.monotonic.now() + traceWaitMs);
  for (;;) {
    const { fixes, complete } = await readOnce(ctx, wanted, call);
    if (complete || ctx.monotonic.now() >= patience)
      return fixes.map(fixOf).filter((fix) => fix !== undefined);
    await ctx.timers.sleep(tracePollMs, call.signal);
  }
}

async function readOnce(
  ctx: PricingContext,
  { city, bookingId, lastSeq: upToSeq }: WantedTrace,
  call: Call,
): Promise<{ fixes: Fix[]; complete: boolean }> {
  const fixes: Fix[] = [];
  let afterSeq = 0n;
  for (;;) {
    // A page tells where the next one begins.
    const page = await ctx.tracker.getTrace({ city, bookingId, afterSeq, upToSeq }, call);
    fixes.push(...page.fixes);
    if (page.nextAfterSeq === 0n) return { fixes, complete: page.complete };
    afterSeq = page.nextAfterSeq;
  }
}

function fixOf({ seq, at, position, accuracyMetres }: Fix): NumberedFix | undefined {
  if (!at || !position) return undefined;
  return { seq: Number(seq), atMs: at.getTime(), ...position, accuracyMetres };
}
