import { callHandlerAs } from '@hansom/platform-identity/testing';
import { Verdict } from '@hansom/proto-booking';

import {
  aContext,
  ANNA,
  assignedJob,
  command,
  decide,
  driverUser,
  idOf,
  raced,
  searchingJob,
} from '../../test/a-context.ts';
import { cancelByDriver } from './cancel-by-driver.ts';
import { cancel } from './cancel.ts';

describe('decideOffer', () => {
  it('assigns the job to the offer, once and for ever', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);

    const first = await decide(ctx);
    const again = await decide(ctx);

    expect(first).toMatchObject({
      verdict: Verdict.ASSIGN,
      booking: { driverId: idOf('driver', 1), version: 3 },
    });
    expect(again).toEqual(first);
  });

  it('assigns one of fifty offers that are accepted at once, and refuses the rest', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);

    const answers = await raced(
      ctx,
      Array.from({ length: 50 }, (_, offer) => decide(ctx, { offer: offer + 1 })),
    );

    expect(answers.filter(({ verdict }) => verdict === Verdict.ASSIGN)).toHaveLength(1);
    expect(answers.filter(({ verdict }) => verdict === Verdict.REFUSE)).toHaveLength(49);
  });

  it('never assigns an offer that was refused, whoever asks later', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);

    const refused = await decide(ctx, { wanted: 'REFUSE' });
    const late = await decide(ctx, { wanted: 'ASSIGN' });

    expect([refused.verdict, late.verdict]).toEqual([Verdict.REFUSE, Verdict.REFUSE]);
    expect(late.booking).toMatchObject({ version: 3, offerId: '' });
  });

  it('stays with ASSIGN when a refusal comes too late', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    expect(await decide(ctx, { wanted: 'REFUSE' })).toMatchObject({ verdict: Verdict.ASSIGN });
  });

  it('keeps the timer of the search when an offer is refused', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);
    await ctx.pass(60_000);
    await decide(ctx, { wanted: 'REFUSE' });

    await ctx.pass(120_000);

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({ state: 'EXPIRED' });
  });

  it('remembers, after the job went to another, that an offer once had it', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    const request = { ...command(), reason: '' };
    await callHandlerAs(driverUser(1), cancelByDriver(ctx), { request, effects: ctx.effects });
    await decide(ctx, { offer: 2, epoch: 2 });

    expect(await decide(ctx)).toMatchObject({
      verdict: Verdict.ASSIGN,
      booking: { offerId: idOf('offer', 2) },
    });
  });

  it('refuses an offer of a former search', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    const request = { ...command(), reason: '' };
    await callHandlerAs(driverUser(1), cancelByDriver(ctx), { request, effects: ctx.effects });

    expect(await decide(ctx, { offer: 3, epoch: 1 })).toMatchObject({ verdict: Verdict.REFUSE });
  });

  it('does not decide about a search that it has not seen', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);

    await expect(decide(ctx, { epoch: 2 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'booking.epoch_unknown',
    });
  });

  it('has one winner of each accept against cancel', async () => {
    const ctx = await aContext();
    const winners = new Set<string>();
    for (let n = 1; n <= 100; n++) {
      await searchingJob(ctx, { n });
      const request = { commandKey: 'c', bookingId: idOf('booking', n), reason: '' };
      const cancelling = () => callHandlerAs(ANNA, cancel(ctx), { request, effects: ctx.effects });
      const both: Promise<unknown>[] = [decide(ctx, { n }), afterTurns(n % 30).then(cancelling)];
      await raced(ctx, both);

      const { verdict } = await decide(ctx, { n });
      const job = await ctx.bookings.get(idOf('booking', n));

      // Who assigned first is cancelled afterwards; who cancelled first is never assigned.
      expect(job?.state).toBe('CANCELLED');
      expect(job?.fields.offer_id).toBe(verdict === Verdict.ASSIGN ? idOf('offer', 1) : undefined);
      winners.add(verdict === Verdict.ASSIGN ? 'accept' : 'cancel');
    }
    expect([...winners].sort()).toEqual(['accept', 'cancel']);
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();

    await expect(decide(ctx, { epoch: 0 })).rejects.toMatchObject({ fields: [{ field: 'search_epoch' }] });
  });

  it('does not know a job that never was', async () => {
    const ctx = await aContext();

    await expect(decide(ctx, { n: 9 })).rejects.toMatchObject({ code: 'booking.not_found' });
  });
});

/** Resolves after so many turns of the queue: each another moment in the other's work. */
async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
}
