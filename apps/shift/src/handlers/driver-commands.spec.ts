import { ShiftState } from '@hansom/proto-shift';

import {
  aContext,
  aDriver,
  as,
  bookingSays,
  claimFor,
  onShift,
  paymentSays,
  type SpecContext,
} from '../../test/a-context.ts';
import { end } from './end.ts';
import { finishPaying } from './finish-paying.ts';
import { resume } from './resume.ts';
import { takeBreak } from './take-break.ts';
import { takeStreetHail } from './take-street-hail.ts';

async function aDriverOnShift() {
  const ctx = await aContext();
  const driver = aDriver(ctx);
  const shift = await onShift(ctx, driver);
  return { ctx, driver, shift, can: commandsOf(ctx, driver) };
}

function commandsOf(ctx: SpecContext, driver: ReturnType<typeof aDriver>) {
  return {
    end: as(ctx, driver, end(ctx)),
    takeBreak: as(ctx, driver, takeBreak(ctx)),
    resume: as(ctx, driver, resume(ctx)),
    takeStreetHail: as(ctx, driver, takeStreetHail(ctx)),
    finishPaying: as(ctx, driver, finishPaying(ctx)),
  };
}

describe('a driver', () => {
  it('takes a break and is free again', async () => {
    const { can } = await aDriverOnShift();

    expect((await can.takeBreak({ commandKey: '1' })).shift?.state).toBe(ShiftState.BREAK);
    expect((await can.resume({ commandKey: '2' })).shift?.state).toBe(ShiftState.FREE);
  });

  it('takes a passenger from the kerb and is free again', async () => {
    const { can } = await aDriverOnShift();

    expect((await can.takeStreetHail({ commandKey: '1' })).shift?.state).toBe(ShiftState.BUSY_STREET);
    expect((await can.resume({ commandKey: '2' })).shift?.state).toBe(ShiftState.FREE);
  });

  it.each(['takeBreak', 'takeStreetHail', 'end'] as const)(
    'does %s once, and again changes nothing',
    async (what) => {
      const { can } = await aDriverOnShift();
      await can[what]({ commandKey: '1' });

      const same = await can[what]({ commandKey: '1' });
      const another = await can[what]({ commandKey: '2' });

      expect([same.shift?.version, another.shift?.version]).toEqual([2, 2]);
    },
  );

  it('resumes when free already', async () => {
    const { can } = await aDriverOnShift();

    expect((await can.resume({ commandKey: '1' })).shift).toMatchObject({
      state: ShiftState.FREE,
      version: 1,
    });
  });

  it.each(['takeBreak', 'takeStreetHail', 'resume', 'end'] as const)(
    'is refused %s with an offer',
    async (what) => {
      const { ctx, shift, can } = await aDriverOnShift();
      await claimFor(ctx, shift);

      await expect(can[what]({ commandKey: '1' })).rejects.toMatchObject({
        code: 'shift.transition_not_allowed',
        context: { state: 'OFFERED', version: '2' },
      });
    },
  );

  it('who is on no shift is told so', async () => {
    const ctx = await aContext();
    const can = commandsOf(ctx, aDriver(ctx));

    await expect(can.end({ commandKey: '1' })).rejects.toMatchObject({ code: 'shift.not_on_shift' });
  });

  it('names each intent', async () => {
    const { can } = await aDriverOnShift();

    await expect(can.end({ commandKey: '' })).rejects.toMatchObject({ fields: [{ field: 'command_key' }] });
  });
});

describe('finishPaying', () => {
  async function onTrip() {
    const all = await aDriverOnShift();
    const { request } = await claimFor(all.ctx, all.shift);
    for (const step of ['assigned', 'arrived', 'started'] as const) await bookingSays(all.ctx, step, request);
    return { ...all, request, paid: { commandKey: 'p', bookingId: request.bookingId } };
  }

  it('frees a driver who has collected the fare', async () => {
    const { ctx, can, request, paid } = await onTrip();
    await bookingSays(ctx, 'completed', request);

    const { shift } = await can.finishPaying(paid);

    expect(shift).toMatchObject({ state: ShiftState.FREE, token: '', jobsDone: 1 });
  });

  it('is taken note of when the end of the trip is not known here yet', async () => {
    const { ctx, can, request, paid, shift } = await onTrip();

    expect((await can.finishPaying(paid)).shift?.state).toBe(ShiftState.ON_TRIP);
    await bookingSays(ctx, 'completed', request);
    await ctx.pass(0);

    expect((await ctx.shifts.get(shift.shiftId))?.state).toBe('FREE');
  });

  it('agrees when payment was faster', async () => {
    const { ctx, driver, can, request, paid } = await onTrip();
    await bookingSays(ctx, 'completed', request);
    await paymentSays(ctx, driver.id, request.bookingId);

    const { shift } = await can.finishPaying(paid);

    expect(shift).toMatchObject({ state: ShiftState.FREE, jobsDone: 1 });
  });

  it('refuses another job, and one that has not begun', async () => {
    const { ctx, can, request } = await onTrip();
    await bookingSays(ctx, 'completed', request);

    const other = can.finishPaying({ commandKey: 'q', bookingId: 'booking_got_1' });

    await expect(other).rejects.toMatchObject({ code: 'shift.transition_not_allowed' });
  });
});
