import { rootCall } from '@hansom/platform-rpc';
import { type Fix, type GetTraceRequest, type GetTraceResponse } from '@hansom/proto-position-tracker';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { type Trace } from '../domain/trip-legs.ts';
import { readTrace } from './read-trace.ts';

const BOOKING = 'booking_got_01kdvt1m00fqftsxvsrzst6qpa';
const ENDED_AT = 20_000;
const PAGE = 4;

/** Taken at so many seconds. */
function aFix(seq: number): Fix {
  return {
    seq: BigInt(seq),
    at: new Date(seq * 1_000),
    position: { lat: 57.7, lng: 11.9 },
    accuracyMetres: 5,
    speedMetresPerSecond: -1,
    bearingDegrees: -1,
  };
}

/** Answers as position-tracker does of these numbers; a negative one was refused. */
function answer(rows: readonly number[], { afterSeq, upToSeq }: GetTraceRequest): GetTraceResponse {
  const [after, upTo] = [Number(afterSeq), Number(upToSeq) || Infinity];
  const found = rows.filter((row) => Math.abs(row) > after && Math.abs(row) <= upTo);
  const page = found.slice(0, PAGE);
  const more = page.length < found.length;
  const good = page.filter((row) => row > 0);
  const from = after || (good[0] ?? Infinity) - 1;
  const last = Math.abs(page.at(-1) ?? after);
  const end = more ? last : Math.min(upTo, Number(upToSeq) || (good.at(-1) ?? after));
  const inside = page.filter((row) => Math.abs(row) > from && Math.abs(row) <= end);
  return {
    fixes: good.map(aFix),
    complete: from < Infinity && inside.length === Math.max(0, end - from),
    nextAfterSeq: BigInt(more ? last : 0),
  };
}

async function read(
  ctx: SpecContext,
  { lastSeq = 0, endedAt = ENDED_AT } = {},
): Promise<{ seqs: number[]; reachesEnd: boolean; waitedMs: number }> {
  const call = rootCall(ctx.effects, { name: 'spec', deadlineMs: 10_000 });
  const began = ctx.monotonic.now();
  let waitedMs = NaN;
  const wanted = { city: 'got', bookingId: BOOKING, endedAt, lastSeq: BigInt(lastSeq) };
  const reading: Promise<Trace> = readTrace(ctx, wanted, call).finally(() => {
    waitedMs = ctx.monotonic.now() - began;
  });
  await ctx.effects.time.advance(3_000);
  const { fixes, reachesEnd } = await reading;
  call.end();
  return { seqs: fixes.map(({ atMs }) => atMs / 1_000), reachesEnd, waitedMs };
}

async function withRows(...rows: number[]): Promise<SpecContext> {
  const ctx = await aContext();
  ctx.around.trace = (request) => answer(rows, request);
  return ctx;
}

describe('readTrace', () => {
  it.each([
    ['as its last number', 12],
    ['that it does not know it', 0],
    ['a lower number than is stored', 11],
    ['a number before the trip', 1],
  ])('reads all that is stored where the app says %s', async (_, lastSeq) => {
    const ctx = await withRows(10, 11, 12);

    expect(await read(ctx, { lastSeq })).toEqual({ seqs: [10, 11, 12], reachesEnd: true, waitedMs: 0 });
  });

  it('misses no number that was refused', async () => {
    const ctx = await withRows(10, 11, -12, -13);

    expect(await read(ctx, { lastSeq: 13 })).toEqual({ seqs: [10, 11], reachesEnd: true, waitedMs: 0 });
  });

  it('waits for a last number that has not come, and says that it is missing', async () => {
    const ctx = await withRows(10, 11, 12);

    expect(await read(ctx, { lastSeq: 14 })).toEqual({
      seqs: [10, 11, 12],
      reachesEnd: false,
      waitedMs: 2_000,
    });
  });

  it('reaches the end, though it waits for what is missing before it', async () => {
    const ctx = await withRows(10, 12);

    expect(await read(ctx, { lastSeq: 12 })).toEqual({ seqs: [10, 12], reachesEnd: true, waitedMs: 2_000 });
  });

  it('waits for what is missing on any page, not the last alone', async () => {
    const ctx = await withRows(10, 12, 13, 14, 15, 16);

    expect(await read(ctx, { lastSeq: 16 })).toMatchObject({ waitedMs: 2_000 });
  });

  it('takes what comes while it reads', async () => {
    const ctx = await aContext();
    ctx.around.trace = (request) => answer(request.upToSeq === 0n ? [10, 11] : [10, 11, 12], request);

    expect(await read(ctx, { lastSeq: 12 })).toEqual({ seqs: [10, 11, 12], reachesEnd: true, waitedMs: 0 });
  });

  it('reads no further than the trip goes', async () => {
    const ctx = await withRows(...Array.from({ length: 20 }, (_, i) => 10 + i));

    expect(await read(ctx, { lastSeq: 14, endedAt: 14_500 })).toMatchObject({
      seqs: [10, 11, 12, 13, 14],
      reachesEnd: true,
    });
    expect(ctx.asked.traces.map(({ afterSeq }) => afterSeq)).toEqual([0n, 13n]);
  });

  it('comes to an end however much is stored, and says that the rest is missing', async () => {
    const ctx = await withRows(...Array.from({ length: 50 * PAGE }, (_, i) => 1 + i));

    const { seqs, ...rest } = await read(ctx, { lastSeq: 50 * PAGE + 9, endedAt: 999_000 });

    expect(seqs).toEqual(Array.from({ length: 22 * PAGE }, (_, i) => 1 + i));
    expect(rest).toEqual({ reachesEnd: false, waitedMs: 0 });
    expect(ctx.asked.traces).toHaveLength(22);
  });

  it('does not wait for what is missing of a trace that would take longer to read again', async () => {
    const ctx = await withRows(10, 12);
    const tracker: SpecContext['tracker'] = {
      getTrace: async (request, call) => {
        await ctx.timers.sleep(1_000, call?.signal);
        return ctx.tracker.getTrace(request, call);
      },
    };

    const slowly = await read({ ...ctx, tracker });

    expect(slowly).toEqual({ seqs: [10, 12], reachesEnd: true, waitedMs: 1_000 });
  });
});
