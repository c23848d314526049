import { monotonicInstant } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';
import { type Fix } from '@hansom/proto-position-tracker';
import { type TraceFix } from '@hansom/shared-geo';
import { type EpochMs } from '@hansom/shared-time';

import { type PricingContext } from '../context.ts';
import { type Trace } from '../domain/trip-legs.ts';

export interface WantedTrace {
  /** The driver's: not that of the booking where a neighbour drove. */
  city: string;
  bookingId: string;
  endedAt: EpochMs;
  /** Number of its last fix, as the driver's app says: a lower one than is stored counts for nothing. 0 when not known. */
  lastSeq: bigint;
}

/** The trace of a trip. What is still under way is waited for, as long as the configuration says. */
export async function readTrace(ctx: PricingContext, wanted: WantedTrace, call: Call): Promise<Trace> {
  const { traceWaitMs, tracePollMs } = ctx.config.current;
  const patience = monotonicInstant(ctx.monotonic.now() + traceWaitMs);
  for (;;) {
    const { fixes, complete, reachesEnd } = await readOnce(ctx, wanted, call);
    if (complete || ctx.monotonic.now() >= patience) return { fixes: fixes.map(toTraceFix), reachesEnd };
    await ctx.timers.sleep(tracePollMs, call.signal);
  }
}

/** A fix that says when and where. */
interface KnownFix extends Fix {
  at: Date;
  position: NonNullable<Fix['position']>;
}

interface Part {
  fixes: KnownFix[];
  complete: boolean;
}

/** What is stored of the trip, and what may be behind that. */
async function readOnce(
  ctx: PricingContext,
  wanted: WantedTrace,
  call: Call,
): Promise<Part & Pick<Trace, 'reachesEnd'>> {
  const stored = await readPart(ctx, wanted, { afterSeq: 0n, upToSeq: 0n, call });
  const last = stored.fixes.at(-1)?.seq ?? 0n;
  if (wanted.lastSeq <= last) return { ...stored, reachesEnd: true };
  // Numbers that were refused are in no answer, and yet not missing.
  const rest = await readPart(ctx, wanted, { afterSeq: last, upToSeq: wanted.lastSeq, call });
  return {
    fixes: [...stored.fixes, ...rest.fixes],
    complete: stored.complete && rest.complete,
    reachesEnd: rest.complete,
  };
}

/** Page by page, no further than the trip. */
async function readPart(
  { tracker }: Pick<PricingContext, 'tracker'>,
  { city, bookingId, endedAt }: WantedTrace,
  { afterSeq, upToSeq, call }: { afterSeq: bigint; upToSeq: bigint; call: Call },
): Promise<Part> {
  const part: Part = { fixes: [], complete: true };
  for (let after = afterSeq; ; ) {
    // A page tells where the next one begins.
    const page = await tracker.getTrace({ city, bookingId, afterSeq: after, upToSeq }, call);
    const fixes = page.fixes.filter(isKnown);
    const ofTrip = fixes.filter(({ at }) => at.getTime() <= endedAt);
    part.fixes.push(...ofTrip);
    part.complete &&= page.complete;
    after = page.nextAfterSeq;
    if (after === 0n || ofTrip.length < fixes.length) return part;
  }
}

function isKnown(fix: Fix): fix is KnownFix {
  return fix.at !== undefined && fix.position !== undefined;
}

function toTraceFix({ at, position, accuracyMetres }: KnownFix): TraceFix {
  return { atMs: at.getTime(), ...position, accuracyMetres };
}
