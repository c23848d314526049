import { type LedgerLine } from '@hansom/client-console';

import { journalsOf } from './journals.ts';

function aLine(journal: string, account: string, amount: number): LedgerLine {
  return { at: '2026-11-28T12:00:00Z', journal, account, change: { amount, currency: 'SEK' } };
}

it('keeps the lines of a journal together, in order', () => {
  const journals = journalsOf([
    aLine('capture 1', 'rider', 500),
    aLine('capture 1', 'driver', -500),
    aLine('refund 1', 'rider', -100),
  ]);

  expect(journals.map(({ journal, lines }) => [journal, lines.map(({ account }) => account)])).toEqual([
    ['capture 1', ['rider', 'driver']],
    ['refund 1', ['rider']],
  ]);
});
