import { callHandler } from '@hansom/platform-rpc/testing';
import { type CheckInRequest } from '@hansom/proto-sample-desk';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { checkIn } from './check-in.ts';

function checkedIn(ctx: SpecContext, over: Partial<CheckInRequest> = {}) {
  const request = { commandKey: 'k1', guestId: 'anna', placeIds: ['seat-1', 'seat-2'], ...over };
  return callHandler(checkIn(ctx), request, { effects: ctx.effects });
}

describe('checkIn', () => {
  it('takes the place that the guest likes best', async () => {
    const ctx = await aContext();

    const { held } = await checkedIn(ctx);

    expect(held).toMatchObject({ placeId: 'seat-1', guestId: 'anna', confirmed: false });
  });

  it('takes the next one when that is taken', async () => {
    const ctx = await aContext();
    await checkedIn(ctx, { commandKey: 'k0', guestId: 'ben' });

    const { held } = await checkedIn(ctx);

    expect(held?.placeId).toBe('seat-2');
  });

  it('answers without a place when all are taken', async () => {
    const ctx = await aContext();
    await checkedIn(ctx, { commandKey: 'k0', placeIds: ['seat-1'] });

    expect(await checkedIn(ctx, { placeIds: ['seat-1'] })).toEqual({});
  });

  it('answers a repeat with the same hold, and makes one', async () => {
    const ctx = await aContext();
    const first = await checkedIn(ctx);

    expect(await checkedIn(ctx)).toEqual(first);
    expect(ctx.fake.holds.size).toBe(1);
  });

  it.each([
    ['command_key', { commandKey: '' }],
    ['command_key', { commandKey: 'x'.repeat(41) }],
    ['guest_id', { guestId: '' }],
    ['place_ids', { placeIds: [] }],
    ['place_ids', { placeIds: Array.from({ length: 9 }, (_, i) => `seat-${i}`) }],
    ['place_ids', { placeIds: ['seat-1', 'seat-1'] }],
    ['place_ids', { placeIds: [''] }],
  ])('refuses a bad %s: %j', async (field, over) => {
    const ctx = await aContext();

    await expect(checkedIn(ctx, over)).rejects.toMatchObject({
      kind: 'invalid_argument',
      fields: [{ field }],
    });
    expect(ctx.fake.holds.size).toBe(0);
  });
});
