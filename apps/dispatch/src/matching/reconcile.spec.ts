import { HansomError } from '@hansom/platform-errors';
import { callHandlerAs } from '@hansom/platform-identity/testing';
import { aCall } from '@hansom/platform-rpc/testing';
import { Shift, ShiftState } from '@hansom/proto-shift';

import { aContext, driverUser, idOf } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { accept } from '../handlers/accept.ts';
import { reconcile } from './reconcile.ts';

/** So many shifts, 64 a page, under claims whose offers will never be. */
async function lostClaims(count: number) {
  const ctx = await aContext();
  for (let n = 1; n <= count; n++) {
    const [shiftId, token] = [idOf('shift', n), `offer_${n}`];
    ctx.world.shifts.set(shiftId, Shift.fromPartial({ shiftId, state: ShiftState.OFFERED, token }));
    await ctx.offers.claimOwners.abandon(token);
  }
  const compare = reconcile(ctx);
  /** One round, in which shift takes so long for each answer, and has none when the round's time is up. */
  const round = async (answerMs = 0) => {
    const call = aCall({ effects: ctx.effects, deadlineMs: 10_000 });
    ctx.world.before = async () => {
      await ctx.effects.timers.sleep(answerMs);
      if (call.cancelled) throw call.cancellation();
    };
    const compared = compare('got', call);
    await ctx.effects.time.advance(20_000);
    return compared;
  };
  return { ctx, round };
}

describe('reconcile', () => {
  it('lets shifts go whose offers are over, and those alone', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const round = () => reconcile(ctx)('got', aCall({ effects: ctx.effects }));
    expect(await round()).toEqual({ ended: 0, complete: true });
    await ctx.pass(16_001);

    expect(await round()).toEqual({ ended: 1, complete: true });
    expect(ctx.world.ended.at(-1)).toMatchObject({ offerId: offer.id });
  });

  it('leaves the shift alone whose offer has the job', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };
    await callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects });

    expect(await reconcile(ctx)('got', aCall({ effects: ctx.effects }))).toMatchObject({ ended: 0 });
  });

  it('leaves the shift alone whose offer has not come yet', async () => {
    const { ctx, round } = await lostClaims(1);
    const [shift] = ctx.world.shifts.values();
    if (shift) ctx.world.shifts.set(shift.shiftId, { ...shift, token: 'offer_to_come' });

    expect(await round()).toMatchObject({ ended: 0 });
  });

  it.each([
    { answerMs: 4_000, ended: [64, 64, 64, 8] },
    { answerMs: 2_000, ended: [128, 72] },
    { answerMs: 0, ended: [200] },
  ])('compares all shifts of a city in some rounds: $answerMs ms an answer', async ({ answerMs, ended }) => {
    const { ctx, round } = await lostClaims(200);

    const rounds = [];
    for (let n = 0; n < ended.length; n++) rounds.push(await round(answerMs));

    expect(rounds.map((one) => one.ended)).toEqual(ended);
    expect(rounds.map(({ complete }) => complete)).toEqual(ended.map((_, n) => n === ended.length - 1));
    expect([...ctx.world.shifts.values()].every(({ state }) => state === ShiftState.FREE)).toBe(true);
  });

  it('begins again with the first shift behind the last one', async () => {
    const { ctx, round } = await lostClaims(100);
    await round(4_000);
    await round(4_000);
    const [shift] = ctx.world.shifts.values();
    if (shift) ctx.world.shifts.set(shift.shiftId, { ...shift, state: ShiftState.OFFERED, token: 'offer_1' });

    expect(await round()).toEqual({ ended: 1, complete: true });
  });

  it('goes on behind shifts that were not answered for in a whole round', async () => {
    const { round } = await lostClaims(100);
    await round(9_000);

    expect(await round()).toEqual({ ended: 36, complete: true });
  });

  it('begins at the front after one that failed', async () => {
    const { ctx, round } = await lostClaims(100);
    await round(4_000);
    ctx.world.away.add('shift');
    await expect(round()).rejects.toThrow('shift is away');
    ctx.world.away.clear();
    const asked = jest.spyOn(ctx.shift, 'listLive');

    await round();

    expect(asked.mock.calls.map(([{ page }]) => page)).toEqual(['', '64']);
  });

  it('lets the others go when one shift is broken, and tells of it', async () => {
    const { ctx, round } = await lostClaims(3);
    const broken = new HansomError('invalid_argument', 'shift.odd', { description: 'odd' });
    jest.spyOn(ctx.shift, 'endClaim').mockRejectedValueOnce(broken);

    expect(await round()).toEqual({ ended: 2, complete: true });
    expect(ctx.effects.log.lines).toMatchObject([
      { level: 'error', fields: { shift: idOf('shift', 1), error: { code: 'shift.odd' } } },
    ]);
  });

  it('says nothing of a shift that could not be asked about: it is asked again', async () => {
    const { ctx, round } = await lostClaims(3);
    const away = new HansomError('unavailable', 'shift.unavailable', { description: 'away' });
    jest.spyOn(ctx.shift, 'endClaim').mockRejectedValueOnce(away);

    expect([(await round()).ended, (await round()).ended]).toEqual([2, 1]);
    expect(ctx.effects.log.lines).toEqual([]);
  });
});
