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

/** A page has 2,000 numbers at the most, and position-tracker keeps 43,200 of a job: as many as the longest trip can hold. */
const MOST_PAGES = 22;

/**
 * The trace of a trip. What is still under way is waited for, as long as the configuration says; a trace that would take longer to read again is
 * not. What is behind the longest trace counts as missing: so reading comes to an end however much is stored.
 */
export async function readTrace(ctx: PricingContext, wanted: WantedTrace, call: Call): Promise<Trace> {
  const { traceWaitMs, tracePollMs } = ctx.config.current;
  const patience = monotonicInstant(ctx.monotonic.now() + traceWaitMs);
  for (;;) {
    const began = ctx.monotonic.now();
    const { fixes, settled, reachesEnd } = await readOnce(ctx, wanted, call);
    const now = ctx.monotonic.now();
    const wouldTakeMs = tracePollMs + now - began;
    if (settled || now + wouldTakeMs > patience) return { fixes: fixes.map(toTraceFix), reachesEnd };
    await ctx.timers.sleep(tracePollMs, call.signal);
  }
}

/** A fix that says when and where. */
interface KnownFix extends Fix {
  at: Date;
  position: NonNullable<Fix['position']>;
}

interface Reading extends Pick<Trace, 'reachesEnd'> {
  fixes: KnownFix[];
  /** Whether nothing that comes later changes it. */
  settled: boolean;
}

interface Part {
  fixes: KnownFix[];
  complete: boolean;
  /** Whether there is more than the longest trace holds. */
  tooLong: boolean;
}

/** What is stored of the trip, and what may be behind that. */
async function readOnce(ctx: PricingContext, wanted: WantedTrace, call: Call): Promise<Reading> {
  const part = await readPart(ctx, wanted, { afterSeq: 0n, upToSeq: 0n, call });
  const { fixes, complete, tooLong } = part;
  if (tooLong) return { fixes, settled: true, reachesEnd: false };
  const last = fixes.at(-1)?.seq ?? 0n;
  if (wanted.lastSeq <= last) return { fixes, settled: complete, reachesEnd: true };
  // Numbers that were refused are in no answer, and yet not missing.
  const rest = await readPart(ctx, wanted, { afterSeq: last, upToSeq: wanted.lastSeq, call });
  return {
    fixes: [...fixes, ...rest.fixes],
    settled: complete && rest.complete,
    reachesEnd: rest.complete,
  };
}

/** Page by page, no further than the trip, and no more than the longest one holds. */
async function readPart(
  { tracker }: Pick<PricingContext, 'tracker'>,
  { city, bookingId, endedAt }: WantedTrace,
  { afterSeq, upToSeq, call }: { afterSeq: bigint; upToSeq: bigint; call: Call },
): Promise<Part> {
  const part: Part = { fixes: [], complete: true, tooLong: false };
  let after = afterSeq;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    // A page tells where the next one begins.
    const page = await tracker.getTrace({ city, bookingId, afterSeq: after, upToSeq }, call);
    const fixes = page.fixes.filter(isKnown);
    const ofTrip = fixes.filter(({ at }) => at.getTime() <= endedAt);
    part.fixes.push(...ofTrip);
    part.complete &&= page.complete;
    after = page.nextAfterSeq;
    if (after === 0n || ofTrip.length < fixes.length) return part;
  }
  return { ...part, complete: false, tooLong: true };
}

function isKnown(fix: Fix): fix is KnownFix {
  return fix.at !== undefined && fix.position !== undefined;
}

function toTraceFix({ at, position, accuracyMetres }: KnownFix): TraceFix {
  return { atMs: at.getTime(), ...position, accuracyMetres };
}
