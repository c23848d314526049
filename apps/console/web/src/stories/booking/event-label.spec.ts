import { eventLabel } from './event-label.ts';

it('names events for people, also those that it does not know', () => {
  expect(['booking.assigned', 'payment.cash_due', 'odd'].map(eventLabel)).toEqual([
    'Driver found',
    'Cash due',
    'Odd',
  ]);
});
