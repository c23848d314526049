import { type Booking } from '@hansom/proto-booking';
import { FixRefusal } from '@hansom/proto-position-tracker';

import { aContext, aFix, BOOKING, DRIVER, driverId, fixes, type SpecContext } from '../../test/a-context.ts';
import {
  numbersOf,
  sent,
  toldAssigned,
  toldOver,
  toldReallocating,
  toldStarted,
  traced,
} from '../../test/told.ts';

/** A trip that started with fix 3, and has driven up to fix 10. */
async function onTrip(): Promise<SpecContext> {
  const ctx = await aContext();
  await toldAssigned(ctx);
  const batch = fixes(ctx, 1, 10);
  await toldStarted(ctx, batch[2]!.at!.getTime());
  await sent(ctx, batch);
  return ctx;
}

function ended(ctx: SpecContext, ageMs = 0): Partial<Booking> {
  const now = ctx.clock.now();
  return { startedAt: new Date(now - 14_000 - ageMs), endedAt: new Date(now - ageMs) };
}

describe('getTrace', () => {
  it('tells the fixes of a trip from its start on', async () => {
    const ctx = await onTrip();

    const { fixes: trip, complete, nextAfterSeq } = await traced(ctx, { upToSeq: 10n });

    expect(trip.map(({ seq }) => Number(seq))).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(trip[7]).toMatchObject({ accuracyMetres: 5, speedMetresPerSecond: 10 });
    expect([complete, nextAfterSeq]).toEqual([true, 0n]);
  });

  it('says that a number is missing, and no more once it came', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(6_000);
    const [eleven, twelve, thirteen] = [11, 12, 13].map((n) => aFix(ctx, n, { ageMs: (13 - n) * 2_000 }));
    await sent(ctx, [eleven!, thirteen!]);
    const before = await traced(ctx, { upToSeq: 13n });

    const ack = await sent(ctx, [twelve!]);

    expect(before.complete).toBe(false);
    expect(ack.refused).toEqual([{ reason: FixRefusal.OUT_OF_ORDER, fixCount: 1 }]);
    expect((await traced(ctx, { upToSeq: 13n })).complete).toBe(true);
    expect(await numbersOf(ctx)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it('does not miss a number whose fix was refused', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(6_000);
    const bad = [
      aFix(ctx, 11, { accuracyMetres: 400, ageMs: 4_000 }),
      aFix(ctx, 12, { position: undefined }),
    ];
    await sent(ctx, [...bad, aFix(ctx, 13)]);

    const { fixes: trip, complete } = await traced(ctx, { upToSeq: 13n });

    expect(trip.map(({ seq }) => Number(seq))).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 13]);
    expect(complete).toBe(true);
  });

  it('has the fixes of a trip that come out of a buffer when it is over, and none that were taken after it', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(8_000);
    const [during, within, after] = [11, 12, 13].map((n) => aFix(ctx, n, { ageMs: (14 - n) * 2_000 }));
    await sent(ctx, [aFix(ctx, 20)]);
    await toldOver(ctx, { startedAt: new Date(ctx.clock.now() - 22_000), endedAt: within!.at });
    await ctx.effects.time.advance(120_000);

    await sent(ctx, [during!, within!, after!]);

    expect(await numbersOf(ctx)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('takes a long buffer of a tunnel as it is, though it is stale', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(120_000);
    const buffered = Array.from({ length: 50 }, (_, i) => aFix(ctx, 11 + i, { ageMs: 118_000 - i * 2_000 }));

    const ack = await sent(ctx, buffered);

    expect(ack.refused).toEqual([{ reason: FixRefusal.STALE, fixCount: 29 }]);
    expect(await traced(ctx, { upToSeq: 60n })).toMatchObject({ complete: true });
    expect(await numbersOf(ctx)).toHaveLength(58);
  });

  it('judges a fix by the true ones before it, though they came later', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(8_000);
    const off = { position: { lat: 57.7 + (12 * 20) / 111_195, lng: 11.9725 } }; // 150 m: possible from 10, and not from 11
    await sent(ctx, [aFix(ctx, 12, { ...off, ageMs: 4_000 })]);
    await sent(ctx, [aFix(ctx, 14)]);

    await sent(ctx, [aFix(ctx, 11, { ageMs: 6_000 }), aFix(ctx, 13, { ageMs: 2_000 })]);

    expect(await numbersOf(ctx)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]);
    expect(await traced(ctx, { upToSeq: 14n })).toMatchObject({ complete: true });
  });

  it('misses no number that was refused, though it came late', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(8_000);
    await sent(ctx, [aFix(ctx, 14)]);
    await toldOver(ctx, {
      startedAt: new Date(ctx.clock.now() - 22_000),
      endedAt: new Date(ctx.clock.now()),
    });

    const bad = [
      aFix(ctx, 11, { position: undefined }),
      aFix(ctx, 12, { accuracyMetres: 400, ageMs: 4_000 }),
    ];
    await sent(ctx, [...bad, aFix(ctx, 13, { ageMs: 2_000 })]);

    expect(await traced(ctx, { upToSeq: 14n })).toMatchObject({ complete: true });
    expect((await numbersOf(ctx)).slice(-2)).toEqual([13, 14]);
  });

  it('does not believe a late fix that is far from its neighbours', async () => {
    const ctx = await onTrip();
    await ctx.effects.time.advance(4_000);
    await sent(ctx, [aFix(ctx, 12)]);

    await sent(ctx, [aFix(ctx, 11, { ageMs: 2_000, position: { lat: 58, lng: 11.97 } })]);

    const { fixes: trip, complete } = await traced(ctx, { upToSeq: 12n });
    expect(trip.map(({ seq }) => Number(seq))).not.toContain(11);
    expect(complete).toBe(true);
  });

  it('does not change a fix that it has', async () => {
    const ctx = await onTrip();
    const before = await traced(ctx);

    await sent(ctx, [aFix(ctx, 10, { position: { lat: 57.7019, lng: 11.9702 } })]);

    expect(await traced(ctx)).toEqual(before);
  });

  it('has what came after the start, though nobody had told of the job before', async () => {
    const ctx = await aContext();
    const batch = fixes(ctx, 1, 10);
    await sent(ctx, batch);

    await toldStarted(ctx, batch[4]!.at!.getTime());

    expect(await numbersOf(ctx)).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('has what came after the start, though another instance was told of the job, and later', async () => {
    const ctx = await aContext();
    const batch = fixes(ctx, 1, 10);
    await sent(ctx, batch);
    await toldStarted(ctx.restarted(), batch[4]!.at!.getTime());
    await ctx.effects.time.advance(2_000);

    await sent(ctx, [aFix(ctx, 11)]);

    expect(await numbersOf(ctx)).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });

  it('has what came since the job was assigned, though its start was told late, and after a restart', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);
    const batch = fixes(ctx, 1, 10);
    await sent(ctx, batch);

    await toldStarted(ctx.restarted(), batch[4]!.at!.getTime());

    expect(await numbersOf(ctx)).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('is not added to by what the driver does after the job', async () => {
    const ctx = await onTrip();
    await toldOver(ctx, ended(ctx));
    await ctx.effects.time.advance(2_000);
    await sent(ctx, [aFix(ctx, 11)]);

    const { rows } = await ctx.traces.page({ bookingId: BOOKING, driverId: DRIVER }, { after: 0n, upTo: 0n });

    expect(rows.at(-1)?.seq).toBe(10n);
  });

  it('is of the driver who drove, not of the one who lost the job', async () => {
    const ctx = await aContext();
    const other = driverId(2);
    await toldAssigned(ctx, 3);
    await sent(ctx, fixes(ctx, 1, 5));
    await toldReallocating(ctx, 4);
    await toldAssigned(ctx, 5, { driverId: other });
    await toldStarted(ctx, ctx.clock.now() - 60_000, { version: 6, driverId: other });
    await ctx.effects.time.advance(2_000);
    const freed = await sent(ctx, [aFix(ctx, 6)]);
    await sent(ctx, fixes(ctx, 50, 52), other);

    expect(freed.nextIntervalMs).toBe(5_000);
    expect(await numbersOf(ctx)).toEqual([50, 51, 52]);
  });

  it('is not undone by an older event that comes again', async () => {
    const ctx = await onTrip();
    const trip = ended(ctx);
    await toldOver(ctx, trip);

    await toldAssigned(ctx);

    const { nextIntervalMs } = await sent(ctx, [aFix(ctx, 11)]);
    expect(nextIntervalMs).toBe(5_000);
    expect(await numbersOf(ctx)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('frees a driver whose job was cancelled, also where the booking no longer names the driver', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);

    await toldOver(ctx, { driverId: '' });

    expect((await sent(ctx, [aFix(ctx, 1)])).nextIntervalMs).toBe(5_000);
  });

  it('comes in pages', async () => {
    const ctx = await onTrip();
    for (let from = 11; from < 2_100; from += 100) {
      await ctx.effects.time.advance(200_000);
      await sent(ctx, fixes(ctx, from, from + 99));
    }

    const first = await traced(ctx, { upToSeq: 2_100n });
    const second = await traced(ctx, { upToSeq: 2_100n, afterSeq: first.nextAfterSeq });

    expect([first.nextAfterSeq, second.nextAfterSeq]).toEqual([2_000n, 0n]);
    expect([first.complete, second.complete]).toEqual([true, true]);
    expect(first.fixes.length + second.fixes.length).toBe(2_098);
  });

  it('knows nothing of a trip before it is told of it', async () => {
    const ctx = await aContext();
    const before = await traced(ctx);
    await toldAssigned(ctx);
    await sent(ctx, fixes(ctx, 1, 3));

    expect(before).toEqual({ fixes: [], complete: false, nextAfterSeq: 0n });
    expect(await traced(ctx)).toEqual(before);
  });

  it('refuses what is no booking', async () => {
    const ctx = await aContext();

    await expect(traced(ctx, { bookingId: 'x' })).rejects.toMatchObject({
      fields: [{ field: 'booking_id' }],
    });
  });
});
