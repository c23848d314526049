import { callHandler } from '@hansom/platform-rpc/testing';
import { type Fix, type GetTraceResponse } from '@hansom/proto-position-tracker';
import { type FinaliseRequest, type PriceSnapshot } from '@hansom/proto-pricing';

import { aContext, IN_CENTRE, IN_THE_SOUTH, type SpecContext } from '../../test/a-context.ts';
import { finalise } from './finalise.ts';

const STARTED = Date.UTC(2026, 0, 5, 11);
const DEGREES_A_STEP = 20.01 / 111_195; // to the north

const AGREED = { total: { amountMinor: 12_900n, currency: 'SEK' }, lines: [] };

function aPrice(over: Partial<PriceSnapshot> = {}): PriceSnapshot {
  return {
    quoteId: 'quote_got_01kdvt1m00fqftsxvsrzst6qpa',
    city: 'got',
    serviceType: 'standard',
    tariffId: 'gothenburg_standard_2026',
    fare: AGREED,
    fixed: false,
    pickup: IN_CENTRE,
    destination: IN_THE_SOUTH,
    distanceMetres: 5_500,
    durationMs: 660_000,
    passengers: 1,
    ...over,
  };
}

function aRequest(over: Partial<FinaliseRequest> = {}): FinaliseRequest {
  return {
    bookingId: 'booking_got_01kdvt1m00fqftsxvsrzst6qpa',
    price: aPrice(),
    driverId: 'driver_got_01kdvt1m00fqftsxvsrzst6qpa',
    startedAt: new Date(STARTED),
    endedAt: new Date(STARTED + 600_000),
    lastSeq: 301n,
    endUnknown: false,
    ...over,
  };
}

/** Of a straight way to the north, a fix each 2 s. */
function aFix(seq: number): Fix {
  return {
    seq: BigInt(seq),
    at: new Date(STARTED + (seq - 1) * 2_000),
    position: { lat: 57.6 + (seq - 1) * DEGREES_A_STEP, lng: 11.95 },
    accuracyMetres: 5,
    speedMetresPerSecond: -1,
    bearingDegrees: -1,
  };
}

/** Fixes 1 to 301 of a straight way of 6003 m in 10 minutes, a fix each 2 s; `has` says which came. */
function aTrace(has: (seq: number) => boolean = () => true): GetTraceResponse {
  const all = Array.from({ length: 301 }, (_, i) => aFix(i + 1));
  const fixes = all.filter(({ seq }) => has(Number(seq)));
  return { fixes, complete: fixes.length === all.length, nextAfterSeq: 0n };
}

async function finalised(ctx: SpecContext, request = aRequest()) {
  const asked = callHandler(finalise(ctx), request, { effects: ctx.effects });
  asked.catch(() => undefined); // it is looked at below, when time has passed
  await ctx.effects.time.advance(3_000);
  return asked;
}

describe('finalise', () => {
  it('charges the way that was driven', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace();

    const { fare, ...rest } = await finalised(ctx);

    // 5.5 km beyond the first 500 m at 16 kr.
    expect(fare?.total).toEqual({ amountMinor: 4_900n + 8_800n, currency: 'SEK' });
    expect(rest).toEqual({
      distanceMetres: 6_003,
      durationMs: 600_000,
      waitingMs: 0,
      bridged: false,
      tariffId: 'gothenburg_standard_2026',
    });
  });

  it('charges the same when it is asked again', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace((seq) => seq < 100 || seq > 140);

    expect(await finalised(ctx)).toEqual(await finalised(ctx));
  });

  it('reads a long trace page by page', async () => {
    const ctx = await aContext();
    ctx.around.trace = ({ afterSeq }) => {
      const { fixes } = aTrace();
      const page = fixes.filter(({ seq }) => seq > afterSeq).slice(0, 120);
      const last = page.at(-1)?.seq ?? 0n;
      return { fixes: page, complete: true, nextAfterSeq: last < 301n ? last : 0n };
    };

    const { distanceMetres } = await finalised(ctx);

    expect(distanceMetres).toBe(6_003);
    expect(ctx.asked.traces.map(({ afterSeq }) => afterSeq)).toEqual([0n, 120n, 240n]);
  });

  it('waits for fixes that are under way', async () => {
    const ctx = await aContext();
    const arrived = ctx.monotonic.now() + 1_000;
    ctx.around.trace = () => aTrace((seq) => seq < 200 || ctx.monotonic.now() >= arrived);

    const { bridged, distanceMetres } = await finalised(ctx);

    expect({ bridged, distanceMetres }).toEqual({ bridged: false, distanceMetres: 6_003 });
  });

  it('waits two seconds at most, then bridges what is missing by road and says so', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace((seq) => seq <= 101 || seq >= 116);
    ctx.around.metresOf = ({ seenMetres = 450 }) => seenMetres;

    const { bridged, distanceMetres } = await finalised(ctx);

    expect({ bridged, distanceMetres }).toEqual({ bridged: true, distanceMetres: 6_003 - 300 + 450 });
    expect(ctx.asked.traces).toHaveLength(9);
  });

  it('charges the way along the streets, not what receivers made of it', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace();
    ctx.around.metresOf = ({ seenMetres = 0 }) => seenMetres / 2;

    const { distanceMetres, durationMs } = await finalised(ctx);

    expect({ distanceMetres, durationMs }).toEqual({ distanceMetres: 3_001, durationMs: 600_000 });
  });

  it('asks for the streets of a long trip part by part, each going on where the one before ended', async () => {
    const ctx = await aContext();
    const long = Array.from({ length: 1_201 }, (_, i) => aFix(i + 1));
    ctx.around.trace = () => ({ fixes: long, complete: true, nextAfterSeq: 0n });
    const request = aRequest({ endedAt: new Date(STARTED + 2_400_000), lastSeq: 1_201n });

    const { distanceMetres } = await finalised(ctx, request);

    expect(distanceMetres).toBe(24_012);
    expect(ctx.asked.tracks.map(({ steps }) => steps.length)).toEqual([500, 500, 202]);
    const [first, second, third] = ctx.asked.tracks;
    expect(second?.from).toEqual(first?.steps.at(-1)?.to);
    expect(third?.from).toEqual(second?.steps.at(-1)?.to);
  });

  it('has eta work at a few parts at a time, however long the trip is', async () => {
    const ctx = await aContext();
    const long = Array.from({ length: 10_800 }, (_, i) => aFix(i + 1));
    ctx.around.trace = () => ({ fixes: long, complete: true, nextAfterSeq: 0n });
    const waiting: number[] = [];
    let asked = 0;
    const eta: SpecContext['eta'] = {
      ...ctx.eta,
      matchTrack: async (request, call) => {
        waiting.push((asked += 1));
        await ctx.timers.sleep(30, call?.signal);
        asked -= 1;
        return ctx.eta.matchTrack(request, call);
      },
    };

    await finalised({ ...ctx, eta }, aRequest({ endedAt: new Date(STARTED + 21_600_000), lastSeq: 10_800n }));

    expect(waiting).toHaveLength(22);
    expect(Math.max(...waiting)).toBe(4);
  });

  it('asks for no more than twenty gaps at a time', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace((seq) => seq % 7 === 1); // each gap is 12 s
    ctx.around.metresOf = ({ seenMetres = 140 }) => seenMetres;

    const { bridged } = await finalised(ctx);

    const gaps = ctx.asked.tracks.map(
      ({ steps }) => steps.filter(({ seenMetres }) => seenMetres === undefined).length,
    );
    expect(bridged).toBe(true);
    expect(gaps).toEqual([20, 20, 3]);
  });

  it('bridges to the destination when the last fixes are missing', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace((seq) => seq <= 201);
    ctx.around.metresOf = ({ seenMetres = 7_000 }) => seenMetres;

    expect(await finalised(ctx)).toMatchObject({ bridged: true, distanceMetres: 4_002 + 7_000 });
  });

  it.each([
    ['refused the last fixes', 301n],
    ['is told of no last fix', 0n],
    ['is told of one before the trip', 1n],
  ])('charges a rider who gets out early for no more than the trace where it %s', async (_, lastSeq) => {
    const ctx = await aContext();
    ctx.around.trace = () => ({ ...aTrace((seq) => seq <= 201), complete: true });

    expect(await finalised(ctx, aRequest({ lastSeq }))).toMatchObject({
      bridged: false,
      distanceMetres: 4_002,
      waitingMs: 200_000,
    });
  });

  it('counts the time after the last fix as standing', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace();

    const { waitingMs, fare } = await finalised(ctx, aRequest({ endedAt: new Date(STARTED + 720_000) }));

    expect(waitingMs).toBe(120_000);
    expect(fare?.total?.amountMinor).toBe(4_900n + 8_800n + 1_500n);
  });

  it('charges nothing after the last fix where nobody ended the trip, and says so', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace((seq) => seq <= 151);
    const sixHours = { endedAt: new Date(STARTED + 21_600_000), lastSeq: 0n };

    const { fare, ...rest } = await finalised(ctx, aRequest({ ...sixHours, endUnknown: true }));

    const price = { amountMinor: 4_900n + 4_000n, currency: 'SEK' };
    expect(fare).toMatchObject({
      total: price,
      lines: [{ label: 'Meter; nobody said when the ride ended', price }],
    });
    expect(rest).toMatchObject({ distanceMetres: 3_001, durationMs: 300_000, waitingMs: 0, bridged: false });
  });

  it('charges the quoted way and time where nobody ended the trip and it has no fix', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => ({ fixes: [aFix(0)], complete: true, nextAfterSeq: 0n });
    const sixHours = { endedAt: new Date(STARTED + 21_600_000), lastSeq: 0n };

    const { fare, ...rest } = await finalised(ctx, aRequest({ ...sixHours, endUnknown: true }));

    expect(fare?.total?.amountMinor).toBe(4_900n + 8_000n);
    expect(rest).toMatchObject({ distanceMetres: 5_500, durationMs: 660_000, bridged: true });
  });

  it('prices a trip without any fix by the way by road', async () => {
    const ctx = await aContext();

    expect(await finalised(ctx)).toMatchObject({ bridged: true, distanceMetres: 5_500 });
  });

  it('keeps a fixed price, whatever was driven', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace();

    const { fare, distanceMetres } = await finalised(ctx, aRequest({ price: aPrice({ fixed: true }) }));

    expect(fare).toBe(AGREED);
    expect(distanceMetres).toBe(6_003);
  });

  it('charges by the tariff that was agreed on', async () => {
    const ctx = await aContext();
    ctx.around.trace = () => aTrace();

    const { tariffId } = await finalised(
      ctx,
      aRequest({ price: aPrice({ tariffId: 'gothenburg_large_2026' }) }),
    );
    const gone = await finalised(ctx, aRequest({ price: aPrice({ tariffId: 'gothenburg_2019' }) }));

    expect([tariffId, gone.tariffId]).toEqual(['gothenburg_large_2026', 'gothenburg_standard_2026']);
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();

    const bad = finalised(
      ctx,
      aRequest({ bookingId: 'x', price: undefined, endedAt: new Date(STARTED - 1) }),
    );

    await expect(bad).rejects.toMatchObject({
      fields: [
        { field: 'booking_id' },
        { field: 'price.fare' },
        { field: 'price.city' },
        { field: 'price.pickup.at' },
        { field: 'price.destination.at' },
        { field: 'ended_at' },
      ],
    });
  });
});
