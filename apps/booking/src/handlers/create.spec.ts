import { callHandlerAs } from '@hansom/platform-identity/testing';
import { BookingCreated, BookingState, type CreateRequest, PaymentKind } from '@hansom/proto-booking';

import {
  aContext,
  anOrder,
  ANNA,
  aPrice,
  BEN,
  booked,
  idOf,
  raced,
  type SpecContext,
} from '../../test/a-context.ts';
import { cancel } from './cancel.ts';
import { create } from './create.ts';

function created(ctx: SpecContext, over: Partial<CreateRequest> = {}, rider = ANNA) {
  const request = { ...anOrder(), ...over };
  return callHandlerAs(rider, create(ctx), { request, effects: ctx.effects });
}

describe('create', () => {
  it('books the ride of the quote for the rider of the token', async () => {
    const ctx = await aContext();

    const job = await booked(ctx);

    expect(job).toMatchObject({
      bookingId: idOf('booking', 1),
      state: BookingState.REQUESTED,
      version: 1,
      riderId: ANNA.id,
      riderName: 'Anna',
      serviceType: 'standard',
      pickup: { label: 'Nordstan' },
      quote: { total: { amountMinor: 14_500n, currency: 'SEK' } },
    });
  });

  it('tells the world, with city and tenancy', async () => {
    const ctx = await aContext();
    await booked(ctx, { rider: { ...ANNA, tenancy: 'robot' } });
    await ctx.pass(0);

    const [event] = ctx.events.events;

    expect(event).toMatchObject({ type: 'booking.created', version: 1, city: 'got', tenancy: 'robot' });
    expect(BookingCreated.decode(event!.payload).booking).toMatchObject({ riderId: ANNA.id, version: 1 });
  });

  it('answers a repeat with the same job, also when its quote has gone stale and it has moved on', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const request = { commandKey: 'c', bookingId: idOf('booking', 1), reason: '' };
    await callHandlerAs(ANNA, cancel(ctx), { request, effects: ctx.effects });

    const { outcome } = await created(ctx, { quoteToken: 'stale' });

    expect(outcome).toMatchObject({ $case: 'booking', value: { state: BookingState.CANCELLED } });
  });

  it('says which job a busy rider has, and stays with that for the same key', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const second = { commandKey: 'create-2', bookingId: idOf('booking', 2) };

    const busy = await created(ctx, second);
    const cancelled = { commandKey: 'c', bookingId: idOf('booking', 1), reason: '' };
    await callHandlerAs(ANNA, cancel(ctx), { request: cancelled, effects: ctx.effects });

    expect(busy.outcome).toEqual({ $case: 'riderBusy', value: { bookingId: idOf('booking', 1) } });
    await expect(created(ctx, second)).rejects.toMatchObject({ code: 'booking.abandoned' });
  });

  it('answers a repeat alike while the other job lives', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const second = { commandKey: 'create-2', bookingId: idOf('booking', 2) };
    const first = await created(ctx, second);

    expect(await created(ctx, second)).toEqual(first);
  });

  it('leaves nothing in any list of what a busy rider attempts, then or afterwards', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const listed = jest.spyOn(ctx.live, 'add');
    const second = { commandKey: 'create-2', bookingId: idOf('booking', 2) };

    await created(ctx, second);
    const cancelled = { commandKey: 'c', bookingId: idOf('booking', 1), reason: '' };
    await callHandlerAs(ANNA, cancel(ctx), { request: cancelled, effects: ctx.effects });
    await created(ctx, second).catch(() => undefined);

    expect((await ctx.jobs.ofRider(ANNA.id)).ids).toEqual([idOf('booking', 1)]);
    expect(listed).not.toHaveBeenCalled();
  });

  it('lets a rider book again when the job before has ended', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const request = { commandKey: 'c', bookingId: idOf('booking', 1), reason: '' };
    await callHandlerAs(ANNA, cancel(ctx), { request, effects: ctx.effects });

    expect(await booked(ctx, { n: 2 })).toMatchObject({ state: BookingState.REQUESTED });
  });

  it('gives a rider exactly one job of many asked for at once', async () => {
    const ctx = await aContext();

    const answers = await raced(
      ctx,
      Array.from({ length: 20 }, (_, n) =>
        created(ctx, { commandKey: `create-${n}`, bookingId: idOf('booking', n) }),
      ),
    );

    expect(answers.filter(({ outcome }) => outcome?.$case === 'booking')).toHaveLength(1);
  });

  it('does not show a job whose id somebody else guessed', async () => {
    const ctx = await aContext();
    await booked(ctx);

    await expect(created(ctx, {}, BEN)).rejects.toMatchObject({ code: 'booking.already_exists' });
  });

  it('says that a pickup outside the service area is not served, and books nothing', async () => {
    const ctx = await aContext();
    ctx.others.served = false;

    const { outcome } = await created(ctx);

    expect(outcome?.$case).toBe('noService');
    expect(await ctx.bookings.get(idOf('booking', 1))).toBeUndefined();
  });

  it('passes on that a quote is stale', async () => {
    const ctx = await aContext();

    await expect(created(ctx, { quoteToken: 'stale' })).rejects.toMatchObject({
      code: 'pricing.quote_stale',
    });
  });

  it('refuses an id of another city than the quote', async () => {
    const ctx = await aContext();
    ctx.others.price = aPrice({ city: 'sto' });

    await expect(created(ctx)).rejects.toMatchObject({ fields: [{ field: 'quote_token' }] });
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();

    const bad = created(ctx, {
      commandKey: '',
      bookingId: 'nonsense',
      paymentKind: PaymentKind.CARD,
      note: 'x'.repeat(201),
    });

    await expect(bad).rejects.toMatchObject({
      kind: 'invalid_argument',
      fields: [
        { field: 'command_key' },
        { field: 'booking_id' },
        { field: 'payment_method_id' },
        { field: 'note' },
      ],
    });
  });

  it('fails a job whose payment is not made sure in five minutes', async () => {
    const ctx = await aContext();
    await booked(ctx);

    await ctx.pass(300_000);

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({
      state: 'FAILED',
      fields: { reason: 'payment_timeout' },
    });
  });
});
