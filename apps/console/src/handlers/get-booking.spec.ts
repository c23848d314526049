import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { after, BOOKING, DRIVER, ELSEWHERE, LOST_OFFER, OFFER } from '../../test/a-ride.ts';
import { aStoriesContext, RIDERS_PHONE, type StoriesSpec } from '../../test/a-stories-context.ts';
import { getBooking as route } from '../routes/stories.ts';
import { getBooking } from './get-booking.ts';

async function story(
  { ctx, effects }: StoriesSpec,
  { roles = ['OPS.GOT'], bookingId = BOOKING as string } = {},
) {
  const sent = { params: { bookingId }, user: aUser({ id: 'staff_1', roles }) };
  return (await callRoute(implement(route, getBooking(ctx)), sent, { effects })).body;
}

describe('getBooking', () => {
  it('tells what happened, who did it and in which trace', async () => {
    const { timeline, traceIds } = await story(aStoriesContext());

    expect(timeline).toMatchObject([
      { event: 'booking.created', to: 'REQUESTED', by: 'RIDER', version: 1 },
      { event: 'booking.searching', from: 'REQUESTED', to: 'SEARCHING', by: 'SYSTEM', why: 'search 1' },
      {
        event: 'booking.assigned',
        from: 'SEARCHING',
        to: 'ASSIGNED',
        by: 'DRIVER',
        who: DRIVER,
        why: 'Asta',
      },
      {
        event: 'booking.started',
        from: 'ASSIGNED',
        to: 'ON_TRIP',
        by: 'DRIVER',
        at: after(200).toISOString(),
      },
      { event: 'booking.completed', from: 'ON_TRIP', to: 'COMPLETED', by: 'DRIVER', why: '145.00 SEK' },
    ]);
    expect(timeline[0]).not.toHaveProperty('from');
    expect(traceIds).toEqual(['1', '2'].map((id) => id.padStart(32, '0')));
  });

  it('tells how each offer ended, and when', async () => {
    const { offers } = await story(aStoriesContext());

    expect(offers).toMatchObject([
      { id: LOST_OFFER, wave: 1, driver: { name: 'Bo' }, open: false, ended: 'the driver declined' },
      { id: OFFER, wave: 2, driver: { name: 'Asta' }, state: 'CONFIRMED', ended: 'the driver got the job' },
    ]);
    expect(offers[0]).toMatchObject({
      sentAt: after(3).toISOString(),
      seenAt: after(4).toISOString(),
      answeredAt: after(5).toISOString(),
      endedAt: after(5).toISOString(),
    });
  });

  it('tells one sum: of the fare, the payment, the ledger and the receipt', async () => {
    const { booking, payment, ledger, receipt, messages } = await story(aStoriesContext());
    const paid = { amount: 14_500, currency: 'SEK' };

    expect(booking).toMatchObject({
      fare: { total: paid },
      meter: { distanceMetres: 2_100, durationMs: 400_000 },
    });
    expect(payment).toMatchObject({ captured: paid, method: 'visa 4242', events: [{ why: '145.00 SEK' }] });
    expect(ledger).toMatchObject([
      { journal: 'capture 1', account: 'psp', change: paid },
      { journal: 'capture 1', change: { ...paid, amount: -14_500 } },
    ]);
    expect(receipt).toMatchObject({ total: paid, paidBy: 'visa 4242' });
    expect(messages.map(({ kind }) => kind)).toEqual(['DRIVER_ASSIGNED', 'RECEIPT']);
  });

  it('shows phones to whom they may be shown, and to nobody else', async () => {
    const phonesOf = ({ booking, messages, offers }: Awaited<ReturnType<typeof story>>) => [
      booking.rider.phone,
      booking.driver?.phone,
      messages[0]?.to,
      offers[1]?.driver.phone,
    ];

    const masked = await story(aStoriesContext());
    const full = await story(aStoriesContext(), { roles: ['OPS.GOT', 'OPS.PHONES'] });

    expect(phonesOf(masked)).toEqual(['12', '99', '12', '99'].map((end) => `+46 •• ••• •• ${end}`));
    expect(JSON.stringify(masked)).not.toContain(RIDERS_PHONE);
    expect(phonesOf(full)).toEqual([RIDERS_PHONE, '+46700000099', RIDERS_PHONE, '+46700000099']);
  });

  it.each([
    ['in another city', { bookingId: ELSEWHERE as string }],
    ['of no city that they may see', { roles: ['OPS.STO'] }],
    ['that is no id', { bookingId: 'booking_got_x' }],
  ])('does not find one %s', async (_, asked) => {
    await expect(story(aStoriesContext(), asked)).rejects.toMatchObject({ code: 'booking.not_found' });
  });

  it.each([
    ['dispatch', ['offers']],
    ['payment', ['payment', 'ledger']],
    ['notification', ['messages', 'receipt']],
    ['customer', ['booking.rider']],
    ['driver', ['offers.driver']],
  ])('tells the rest, and what is missing, while %s does not answer', async (down, parts) => {
    const { booking, timeline, missing } = await story(aStoriesContext({ down: [down] }));

    expect(booking).toMatchObject({ id: BOOKING, rider: { name: 'Anna' }, driver: { id: DRIVER } });
    expect(timeline).toHaveLength(5);
    expect(missing).toEqual(parts.map((part) => ({ part, why: `${down}: nobody is there` })));
  });

  it('tells nothing while booking itself does not answer', async () => {
    const asked = story(aStoriesContext({ down: ['booking'] }));

    await expect(asked).rejects.toMatchObject({ code: 'booking.unavailable' });
  });
});
