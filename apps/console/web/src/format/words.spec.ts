import { sentenceCase } from './words.ts';

it('makes words of codes', () => {
  expect(['CASH_COLLECTED', 'booking.no_show', ''].map(sentenceCase)).toEqual([
    'Cash collected',
    'Booking no show',
    '',
  ]);
});
