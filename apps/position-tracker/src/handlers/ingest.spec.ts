import { callHandler } from '@hansom/platform-rpc/testing';
import { Tenancy } from '@hansom/proto-common';
import { FixRefusal } from '@hansom/proto-position-tracker';

import { aContext, aFix, BOOKING, DRIVER, driverId, fixes } from '../../test/a-context.ts';
import { numbersOf, sent, toldAssigned, toldOver, toldStarted, traced } from '../../test/told.ts';
import { ingest } from './ingest.ts';

describe('ingest', () => {
  it('acknowledges every fix that it judged, and says what was refused and why', async () => {
    const ctx = await aContext();
    const batch = fixes(ctx, 1, 6);
    batch[1] = aFix(ctx, 2, { accuracyMetres: 101, ageMs: 8_000 });
    batch[2] = aFix(ctx, 3, { position: undefined });
    batch[3] = aFix(ctx, 4, { accuracyMetres: 300, ageMs: 4_000 });

    const ack = await sent(ctx, batch);

    expect(ack).toEqual({
      driverId: DRIVER,
      ackSeq: 6n,
      acceptedCount: 3,
      refused: [
        { reason: FixRefusal.INACCURATE, fixCount: 2 },
        { reason: FixRefusal.INVALID, fixCount: 1 },
      ],
      nextIntervalMs: 5_000,
    });
    expect(ctx.trackers.refused).toMatchObject({ inaccurate: 2, invalid: 1, too_fast: 0 });
    expect(ctx.trackers.accepted).toBe(3);
  });

  it('does nothing for the same fixes again', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);
    await toldStarted(ctx, ctx.clock.now() - 60_000);
    const batch = fixes(ctx, 1, 5);
    const first = await sent(ctx, batch);
    const before = await traced(ctx);
    await ctx.forwarder.flush();

    const again = await sent(ctx, batch);
    await ctx.forwarder.flush();

    expect([first.acceptedCount, again.acceptedCount]).toEqual([5, 0]);
    expect(again).toMatchObject({ ackSeq: 5n, refused: [{ reason: FixRefusal.OUT_OF_ORDER, fixCount: 5 }] });
    expect(await traced(ctx)).toEqual(before);
    expect(ctx.forwarded).toHaveLength(1);
    expect(ctx.announced).toHaveLength(1);
  });

  it('has apps of drivers with a job take fixes more often, until it is over', async () => {
    const ctx = await aContext();
    const free = await sent(ctx, [aFix(ctx, 1)]);
    await toldAssigned(ctx);
    await ctx.effects.time.advance(5_000);
    const busy = await sent(ctx, [aFix(ctx, 2)]);
    await toldOver(ctx);
    await ctx.effects.time.advance(2_000);
    const after = await sent(ctx, [aFix(ctx, 3)]);

    expect([free, busy, after].map(({ nextIntervalMs }) => nextIntervalMs)).toEqual([5_000, 2_000, 5_000]);
  });

  it('acknowledges nothing while a trace cannot be stored, and everything when it comes again', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);
    await toldStarted(ctx, ctx.clock.now() - 60_000);
    const batch = fixes(ctx, 1, 3);
    const put = jest.spyOn(ctx.engine, 'put').mockRejectedValueOnce(new Error('the store is away'));

    await expect(sent(ctx, batch)).rejects.toThrow('the store is away');
    put.mockRestore();
    const ack = await sent(ctx, batch);

    expect(ack).toMatchObject({ ackSeq: 3n, acceptedCount: 3 });
    expect(await numbersOf(ctx)).toEqual([1, 2, 3]);
  });

  it('takes the batches of a driver one after the other, however they come', async () => {
    const ctx = await aContext();
    const batch = fixes(ctx, 1, 20);

    const acks = await Promise.all([0, 5, 10, 15].map((from) => sent(ctx, batch.slice(from, from + 5))));

    expect(acks.map(({ acceptedCount }) => acceptedCount)).toEqual([5, 5, 5, 5]);
    expect(acks.at(-1)?.ackSeq).toBe(20n);
  });

  it('counts a batch once that comes twice at once', async () => {
    const ctx = await aContext();
    const batch = fixes(ctx, 1, 5);

    const acks = await Promise.all([sent(ctx, batch), sent(ctx, batch)]);

    expect(acks.map(({ ackSeq, acceptedCount }) => [ackSeq, acceptedCount])).toEqual([[5n, 5], [5n, 0]]); // prettier-ignore
    expect(ctx.trackers.accepted).toBe(5);
  });

  it('keeps drivers apart', async () => {
    const ctx = await aContext();
    const drivers = [1, 2, 3].map((n) => ({
      driverId: driverId(n),
      tenancy: Tenancy.ROBOT,
      fixes: fixes(ctx, n, n + 1),
    }));

    const response = await callHandler(ingest(ctx), { city: 'got', drivers }, { effects: ctx.effects });

    expect(response.drivers.map((ack) => [ack.driverId, ack.ackSeq, ack.acceptedCount])).toEqual(
      [1, 2, 3].map((n) => [driverId(n), BigInt(n + 1), 2]),
    );
  });

  it('knows after a restart which job a driver has, where the car was, and which numbers were judged', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);
    await toldStarted(ctx, ctx.clock.now() - 60_000);
    await sent(ctx, fixes(ctx, 1, 10));
    ctx.trackers.noteAll();
    await ctx.writer.flush();
    await ctx.effects.time.advance(2_000);

    const later = ctx.restarted();
    const doubled = await sent(later, [aFix(ctx, 10)]);
    const ack = await sent(later, [aFix(ctx, 11)]);

    expect(doubled.refused).toEqual([{ reason: FixRefusal.OUT_OF_ORDER, fixCount: 1 }]);
    expect(ack).toMatchObject({ acceptedCount: 1, nextIntervalMs: 2_000 });
    expect((await numbersOf(later)).at(-1)).toBe(11);
  });

  it('knows after a crash every number of a running job that was acknowledged, and moves no car back', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);
    await sent(ctx, fixes(ctx, 1, 10));

    const later = ctx.restarted();
    const doubled = await sent(later, [aFix(ctx, 9, { ageMs: 2_000 })]);
    await later.forwarder.flush();

    expect(doubled).toMatchObject({ ackSeq: 10n, acceptedCount: 0 });
    expect([later.forwarded, later.announced]).toEqual([[], []]);
  });

  it('tells where the cars of running jobs are, at most once a second, and nothing of others', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1)]);
    await toldAssigned(ctx);
    for (let n = 2; n <= 7; n++) {
      await ctx.effects.time.advance(500);
      await sent(ctx, [aFix(ctx, n)]);
    }
    await toldOver(ctx);
    await ctx.effects.time.advance(2_000);
    await sent(ctx, [aFix(ctx, 9)]);

    expect(ctx.announced.map(({ payload }) => payload.position?.lat)).toEqual(
      [2, 4, 6].map((n) => aFix(ctx, n).position?.lat),
    );
    expect(ctx.announced[0]).toMatchObject({
      key: BOOKING,
      payload: { driverId: DRIVER, riderId: 'rider_1' },
    });
    expect(ctx.announced.map(({ version }) => version)).toEqual(
      ctx.announced.map(({ payload }) => Math.floor(payload.at!.getTime() / 1000)),
    );
  });

  it('does not let a stale fix say where a car is', async () => {
    const ctx = await aContext();
    await toldAssigned(ctx);

    const ack = await sent(ctx, [aFix(ctx, 1, { ageMs: 60_001 })]);
    await ctx.forwarder.flush();

    expect(ack.refused).toEqual([{ reason: FixRefusal.STALE, fixCount: 1 }]);
    expect([ctx.forwarded, ctx.announced]).toEqual([[], []]);
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();
    const drivers = [
      { driverId: DRIVER.replace('got', 'lon'), tenancy: Tenancy.UNSPECIFIED, fixes: [] },
      { driverId: 'x', tenancy: Tenancy.LIVE, fixes: [aFix(ctx, 0)] },
    ];

    const bad = callHandler(ingest(ctx), { city: 'got', drivers }, { effects: ctx.effects });

    await expect(bad).rejects.toMatchObject({
      code: 'position-tracker.invalid_argument',
      fields: [
        { field: 'drivers[0].driver_id', rule: 'must be a driver of got' },
        { field: 'drivers[0].tenancy' },
        { field: 'drivers[0].fixes' },
        { field: 'drivers[1].driver_id' },
        { field: 'drivers[1].fixes' },
      ],
    });
  });
});
