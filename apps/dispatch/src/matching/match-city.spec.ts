import { HansomError } from '@hansom/platform-errors';
import { BookingState } from '@hansom/proto-booking';

import { aCity, aContext, aJob, freeDrivers, idOf, offersOf } from '../../test/a-context.ts';

describe('matchCity', () => {
  it('offers a job to the nearest free driver, after claiming his shift', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 3);

    expect(await ctx.batch()).toMatchObject({ jobs: 1, sent: 1 });

    const [offer] = await offersOf(ctx);
    expect(offer).toMatchObject({
      state: 'SENT',
      fields: {
        driver_id: idOf('driver', 1),
        vehicle_id: idOf('vehicle', 1),
        deadline_at: ctx.clock.now() + 15_000,
        pickup_ms: 10_000,
      },
    });
    expect(ctx.world.shifts.get(idOf('shift', 1))?.token).toBe(offer?.id);
  });

  it('offers to drivers of neighbouring cities where the city names them', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    ctx.world.shifts.forEach((shift, id) => ctx.world.shifts.set(id, { ...shift, city: 'xyz' }));

    const alone = await ctx.batch();
    const together = await ctx.batch(aCity({ neighbours: ['xyz'] }));

    expect([alone.sent, together.sent]).toEqual([0, 1]);
  });

  it('makes no second offer while one is out', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 3);
    await ctx.batch();

    expect(await ctx.batch()).toMatchObject({ jobs: 0, sent: 0 });
  });

  it('asks the next driver when the first lets it pass, and never the first again in this search', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 2);
    await ctx.batch();
    await ctx.pass(16_001);
    ctx.world.shifts.forEach((shift, id) => ctx.world.shifts.set(id, { ...shift, state: 1, token: '' }));

    await ctx.batch();
    await ctx.pass(16_001);
    await ctx.batch();

    const offers = await offersOf(ctx);
    expect(offers.map(({ fields }) => fields.driver_id)).toEqual([idOf('driver', 1), idOf('driver', 2)]);
  });

  it('offers to three at once after two waves without success', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 6);
    for (let wave = 0; wave < 2; wave++) {
      await ctx.batch();
      await ctx.pass(16_001);
    }

    expect(await ctx.batch()).toMatchObject({ sent: 3 });
  });

  it('offers to as many at once as the city broadcasts', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 60);
    ctx.world.ways.forEach((_, id) => ctx.world.ways.set(id, { metres: 100, ms: 10_000 }));

    expect(await ctx.batch(aCity({ broadcastCount: 50 }))).toMatchObject({ sent: 50 });
  });

  it('gives each of two jobs a driver, though one of them is nearest to both', async () => {
    const ctx = await aContext();
    aJob(ctx, 1);
    aJob(ctx, 2);
    freeDrivers(ctx, 2);

    expect(await ctx.batch()).toMatchObject({ jobs: 2, sent: 2 });

    const drivers = [...(await offersOf(ctx, 1)), ...(await offersOf(ctx, 2))].map(
      ({ fields }) => fields.driver_id,
    );
    expect(new Set(drivers).size).toBe(2);
  });

  it('withdraws an offer whose shift somebody else claimed first, and never sends it', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    ctx.world.before = (rpc) => {
      const shift = ctx.world.shifts.get(idOf('shift', 1));
      if (rpc === 'claim' && shift)
        ctx.world.shifts.set(shift.shiftId, { ...shift, state: 2, token: 'another' });
    };

    expect(await ctx.batch()).toMatchObject({ shift_busy: 1, sent: 0 });
    await ctx.pass(0);

    expect((await offersOf(ctx))[0]?.state).toBe('WITHDRAWN');
    expect(ctx.events.events.map(({ type }) => type)).toEqual(['offer.created', 'offer.withdrawn']);
  });

  it('gives up an offer that was never sent, so that the next wave can begin', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    ctx.world.away.add('shift');
    expect(await ctx.batch()).toMatchObject({ failed: 1, sent: 0 });
    ctx.world.away.clear();

    await ctx.pass(3_000);
    expect((await offersOf(ctx))[0]?.state).toBe('UNDELIVERED');

    expect(await ctx.batch()).toMatchObject({ sent: 1 });
  });

  it('does not begin a wave while two dispatchers fill the same place', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 2);

    const both = await Promise.all([ctx.batch(), ctx.batch()]);

    expect(both.reduce((sent, figures) => sent + figures.sent, 0)).toBe(1);
    expect(await offersOf(ctx)).toHaveLength(1);
  });

  it('makes an offer impossible whose place was taken by one who died, and goes on after half a minute', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    const place = { bookingId: idOf('booking', 1), searchEpoch: 1, wave: 0, slot: 0 };
    const offerId = `offer_got_${idOf('driver', 99).slice(-26)}`;
    await ctx.slots.take(place, { offerId, places: 1, deadline: ctx.clock.now() });

    expect(await ctx.batch()).toMatchObject({ jobs: 0 });
    await ctx.pass(30_000);
    expect(await ctx.batch()).toMatchObject({ sent: 1 });

    expect(await ctx.offers.claimOwners.look(offerId)).toBe('freed');
  });

  it('has nobody drive for more than twelve minutes', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    ctx.world.ways.set(idOf('driver', 1), { metres: 900, ms: 720_001 });

    expect(await ctx.batch()).toMatchObject({ jobs: 1, pairs: 0 });
  });

  it('looks further away only where there are too few', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    ctx.world.ways.set(idOf('driver', 1), { metres: 4_900, ms: 300_000 });

    expect(await ctx.batch()).toMatchObject({ sent: 1 });
  });

  it('makes offers however many jobs there are and however slow others are', async () => {
    const ctx = await aContext();
    for (let n = 1; n <= 5_000; n++) aJob(ctx, n);
    freeDrivers(ctx, 20);
    ctx.world.ways.forEach((_, id) => ctx.world.ways.set(id, { metres: 100, ms: 10_000 }));
    ctx.world.before = () => ctx.effects.timers.sleep(200);

    const batch = ctx.batch();
    await ctx.effects.time.advance(10_000);

    const { sent, left } = await batch;
    expect(sent).toBe(20);
    expect(left).toBeGreaterThan(0);
  });

  it('goes on with the first job that it had no time to look for drivers for', async () => {
    const ctx = await aContext();
    for (let n = 1; n <= 100; n++) aJob(ctx, n, { serviceType: n < 100 ? 'boat' : 'standard' });
    freeDrivers(ctx, 3);
    ctx.world.before = (rpc) => (rpc === 'findNearest' ? ctx.effects.timers.sleep(1_000) : undefined);

    const sent = [];
    for (let n = 0; n < 5; n++) {
      const batch = ctx.batch();
      await ctx.effects.time.advance(10_000);
      sent.push((await batch).sent);
    }

    expect(sent).toEqual([0, 0, 0, 0, 1]);
  });

  it('goes on with the first job that it had no time to offer', async () => {
    const ctx = await aContext();
    ctx.config.current.candidates = 60;
    for (let n = 1; n <= 60; n++) aJob(ctx, n);
    freeDrivers(ctx, 60);
    ctx.world.ways.forEach((_, id) => ctx.world.ways.set(id, { metres: 100, ms: 10_000 }));
    ctx.world.before = (rpc) => (rpc === 'claim' ? ctx.effects.timers.sleep(3_000) : undefined);

    const figures = [];
    for (let n = 0; n < 2; n++) {
      const batch = ctx.batch();
      await ctx.effects.time.advance(10_000);
      figures.push(await batch);
    }

    expect(figures).toMatchObject([
      { jobs: 60, sent: 24, failed: 8, left: 28 },
      { jobs: 28, left: 0 },
    ]);
  });

  it('gives jobs their turn behind those that no driver is near', async () => {
    const ctx = await aContext();
    ctx.config.current.batchJobs = 2;
    aJob(ctx, 1, { serviceType: 'boat' });
    aJob(ctx, 2, { serviceType: 'boat' });
    aJob(ctx, 3);
    freeDrivers(ctx, 1);

    expect([(await ctx.batch()).sent, (await ctx.batch()).sent]).toEqual([0, 1]);
  });

  it('offers the others when one job is broken, and tells of it', async () => {
    const ctx = await aContext();
    aJob(ctx, 1, { serviceType: 'boat' });
    aJob(ctx, 2);
    freeDrivers(ctx, 1);
    const { findNearest } = ctx.geosearch;
    jest.spyOn(ctx.geosearch, 'findNearest').mockImplementation((request, call) => {
      if (request.serviceType === 'standard') return findNearest(request, call);
      return Promise.reject(new HansomError('invalid_argument', 'geosearch.odd', { description: 'odd' }));
    });

    expect(await ctx.batch()).toMatchObject({ sent: 1 });
    expect(ctx.effects.log.lines).toMatchObject([
      { level: 'error', fields: { booking: idOf('booking', 1), error: { code: 'geosearch.odd' } } },
    ]);
  });

  it('offers nothing of a job that has a driver', async () => {
    const ctx = await aContext();
    const job = aJob(ctx);
    freeDrivers(ctx, 1);
    ctx.world.jobs.set(job.bookingId, { ...job, state: BookingState.ASSIGNED });

    expect(await ctx.batch()).toMatchObject({ jobs: 0 });
  });
});
