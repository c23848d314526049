import { callHandler } from '@hansom/platform-rpc/testing';
import { HoldState } from '@hansom/proto-sample-hold';

import { aContext } from '../../test/a-context.ts';
import { checkIn } from './check-in.ts';
import { look } from './look.ts';

describe('look', () => {
  it('tells which holds stand and which are gone, in the order asked', async () => {
    const ctx = await aContext();
    const places = ['seat-1', 'seat-2', 'seat-3'];
    for (const placeId of places) {
      const request = { commandKey: placeId, guestId: 'anna', placeIds: [placeId] };
      await callHandler(checkIn(ctx), request, { effects: ctx.effects });
    }
    const [first = '', second = '', third = '', unknown = ''] = ctx.ids;
    ctx.fake.holds.get(second)!.state = HoldState.EXPIRED;
    ctx.fake.holds.get(third)!.state = HoldState.CONFIRMED;

    const holdIds = [third, unknown, second, first];
    const response = await callHandler(look(ctx), { holdIds }, { effects: ctx.effects });

    expect(response.held.map(({ holdId, confirmed }) => [holdId, confirmed])).toEqual([
      [third, true],
      [first, false],
    ]);
    expect(response.goneHoldIds).toEqual([unknown, second]);
  });

  it('refuses none, too many, and what is no id', async () => {
    const ctx = await aContext();

    for (const holdIds of [[], ctx.ids.slice(0, 33), ['x']]) {
      const asked = callHandler(look(ctx), { holdIds }, { effects: ctx.effects });
      await expect(asked).rejects.toMatchObject({
        kind: 'invalid_argument',
        fields: [{ field: 'hold_ids' }],
      });
    }
  });
});
