import { callHandler } from '@hansom/platform-rpc/testing';
import { HoldPlaced, HoldState, type PlaceRequest, type PlaceResponse } from '@hansom/proto-sample-hold';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { place } from './place.ts';
import { release } from './release.ts';

function aRequest(over: Partial<PlaceRequest> = {}): PlaceRequest {
  return { commandKey: 'k1', placeId: 'seat-1', guestId: 'anna', holdMs: 60_000, ...over };
}

function holdOf({ outcome }: PlaceResponse) {
  if (outcome?.$case !== 'hold') throw new Error(`no hold but ${String(outcome?.$case)}`);
  return outcome.value;
}

async function placed(ctx: SpecContext, over: Partial<PlaceRequest> = {}): Promise<PlaceResponse> {
  return callHandler(place(ctx), aRequest(over), { effects: ctx.effects });
}

describe('place', () => {
  it('holds a free place until its time is up', async () => {
    const ctx = await aContext();

    const hold = holdOf(await placed(ctx));

    expect(hold).toMatchObject({ placeId: 'seat-1', guestId: 'anna', state: HoldState.HELD, version: 1 });
    expect(hold.expiresAt?.getTime()).toBe(ctx.clock.now() + 60_000);
  });

  it('tells the world', async () => {
    const ctx = await aContext();

    const hold = holdOf(await placed(ctx));
    await ctx.pass(0);

    const [event] = ctx.events.events;
    expect(event).toMatchObject({ type: 'hold.placed', key: hold.id, version: 1 });
    expect(HoldPlaced.decode(event!.payload)).toMatchObject({ placeId: 'seat-1', guestId: 'anna' });
  });

  it('answers that the place is taken while somebody else holds it', async () => {
    const ctx = await aContext();
    await placed(ctx);

    const response = await placed(ctx, { commandKey: 'k2', guestId: 'ben' });

    expect(response.outcome).toEqual({ $case: 'taken', value: { placeId: 'seat-1' } });
  });

  it('answers a repeat with the same hold and places it once', async () => {
    const ctx = await aContext();
    const first = holdOf(await placed(ctx));

    const again = holdOf(await placed(ctx));
    await ctx.pass(0);

    expect(again).toEqual(first);
    expect(ctx.events.events).toHaveLength(1);
  });

  it('stays with "taken" for the same key, also when the place has become free', async () => {
    const ctx = await aContext();
    const { id } = holdOf(await placed(ctx));
    await placed(ctx, { commandKey: 'k2', guestId: 'ben' });
    await callHandler(release(ctx), { commandKey: 'k3', holdId: id }, { effects: ctx.effects });

    const response = await placed(ctx, { commandKey: 'k2', guestId: 'ben' });

    expect(response.outcome?.$case).toBe('taken');
  });

  it('gives a place to exactly one of many who ask at once', async () => {
    const ctx = await aContext();

    const guests = Array.from({ length: 20 }, (_, i) => ({ commandKey: `key-${i}`, guestId: `guest-${i}` }));
    const responses = await Promise.all(guests.map((guest) => placed(ctx, guest)));

    expect(responses.filter(({ outcome }) => outcome?.$case === 'hold')).toHaveLength(1);
  });

  it('frees the place when the hold runs out', async () => {
    const ctx = await aContext();
    await placed(ctx);
    await ctx.pass(60_000);

    const hold = holdOf(await placed(ctx, { commandKey: 'k2', guestId: 'ben' }));

    expect(hold.guestId).toBe('ben');
    expect(ctx.events.events.map(({ type }) => type)).toContain('hold.expired');
  });

  it('refuses a key that was used for another place', async () => {
    const ctx = await aContext();
    await placed(ctx);

    await expect(placed(ctx, { placeId: 'seat-2' })).rejects.toMatchObject({
      code: 'sample-hold.command_key_reused',
    });
  });

  it('names every field that breaks a rule, and changes nothing', async () => {
    const ctx = await aContext();

    const bad = placed(ctx, { commandKey: '', placeId: 'x'.repeat(101), guestId: '', holdMs: 600_001 });

    await expect(bad).rejects.toMatchObject({
      kind: 'invalid_argument',
      fields: [
        { field: 'command_key' },
        { field: 'place_id' },
        { field: 'guest_id' },
        { field: 'hold_ms', rule: 'must be from 1 to 600000' },
      ],
    });
    expect(holdOf(await placed(ctx)).version).toBe(1);
  });
});
