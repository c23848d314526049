import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aDriver, as, onShift } from '../../test/a-context.ts';
import { end } from './end.ts';
import { getCurrent } from './get-current.ts';
import { getLatest } from './get-latest.ts';
import { getShift } from './get-shift.ts';
import { listLive } from './list-live.ts';

describe('getShift', () => {
  it('reads a shift, also one that has ended', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const { shiftId } = await onShift(ctx, driver);
    await as(ctx, driver, end(ctx))({ commandKey: 'e' });

    const { shift } = await callHandler(getShift(ctx), { shiftId });

    expect(shift).toMatchObject({ shiftId, version: 2 });
  });

  it('finds none for somebody else, and none where there is none', async () => {
    const ctx = await aContext();
    const { shiftId } = await onShift(ctx);
    const request = { shiftId };

    const asked = callHandlerAs(aUser({ roles: ['RIDER'] }), getShift(ctx), { request });

    await expect(asked).rejects.toMatchObject({ code: 'shift.not_found' });
    await expect(callHandler(getShift(ctx), { shiftId: 'x' })).rejects.toMatchObject({
      fields: [{ field: 'shift_id' }],
    });
  });
});

describe('getCurrent', () => {
  it('reads the shift that a driver is on, and none after its end', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const { shiftId } = await onShift(ctx, driver);

    const during = await as(ctx, driver, getCurrent(ctx))({ driverId: driver.id });
    await as(ctx, driver, end(ctx))({ commandKey: 'e' });
    const after = await callHandler(getCurrent(ctx), { driverId: driver.id });

    expect(during.shift?.shiftId).toBe(shiftId);
    expect(after.shift).toBeUndefined();
  });

  it('tells a driver nothing of another', async () => {
    const ctx = await aContext();
    const other = aDriver(ctx);

    const asked = as(ctx, aDriver(ctx), getCurrent(ctx))({ driverId: other.id });

    await expect(asked).rejects.toMatchObject({ code: 'shift.not_found' });
  });
});

describe('getLatest', () => {
  it('reads the shift that a driver is on, and still after its end', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const request = { driverId: driver.id };

    const before = await callHandler(getLatest(ctx), request);
    const { shiftId } = await onShift(ctx, driver);
    const during = await callHandler(getLatest(ctx), request);
    await as(ctx, driver, end(ctx))({ commandKey: 'e' });
    const after = await callHandler(getLatest(ctx), request);

    expect(before.shift).toBeUndefined();
    expect(during.shift).toMatchObject({ shiftId, version: 1 });
    expect(after.shift).toMatchObject({ shiftId, version: 2 });
  });

  it('tells staff of every driver, and a driver nothing of another', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const { shiftId } = await onShift(ctx, driver);
    const request = { driverId: driver.id };

    const shown = await callHandlerAs(aUser({ roles: ['OPS.GOT'] }), getLatest(ctx), { request });
    const hidden = as(ctx, aDriver(ctx), getLatest(ctx))(request);

    expect(shown.shift?.shiftId).toBe(shiftId);
    await expect(hidden).rejects.toMatchObject({ code: 'shift.not_found' });
  });
});

describe('listLive', () => {
  it('lists who is on shift in a city, and nobody who has gone', async () => {
    const ctx = await aContext();
    const gone = aDriver(ctx);
    await onShift(ctx, gone);
    const { shiftId } = await onShift(ctx, aDriver(ctx));
    await as(ctx, gone, end(ctx))({ commandKey: 'e' });

    const here = await callHandler(listLive(ctx), { city: 'got', page: '' });
    const elsewhere = await callHandler(listLive(ctx), { city: 'sto', page: '' });

    expect(here.shifts.map((shift) => shift.shiftId)).toEqual([shiftId]);
    expect(elsewhere).toEqual({ shifts: [], nextPage: '' });
  });

  it('refuses what is no city', async () => {
    const ctx = await aContext();

    const asked = callHandler(listLive(ctx), { city: 'Gothenburg', page: '' });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'city' }] });
  });
});
