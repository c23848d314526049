import { PaymentState } from '@hansom/proto-payment';

import { aCity, aJournal, sek } from '../../test/a-city.ts';
import { type CityFacts } from './facts.ts';
import { moneyMatches } from './money-matches.ts';

/** The first ride of a city was never paid, and need not be. */
function forgivenIn({ payments, journals, ...city }: CityFacts): CityFacts {
  const [first, ...others] = payments;
  if (!first) throw new Error('a city has payments');
  const { bookingId } = first;
  return {
    ...city,
    payments: [{ ...first, state: PaymentState.FORGIVEN, captured: sek(0) }, ...others],
    journals: journals.filter((one) => one.bookingId !== bookingId || one.kind !== 'capture'),
  };
}

describe('a debt that was forgiven', () => {
  it('is a loss in the ledger', () => {
    const city = forgivenIn(aCity());
    const loss = aJournal('booking_got_1', 'forgiven', 20_000);

    expect(moneyMatches.broken({ ...city, journals: [...city.journals, loss] })).toEqual([]);
  });

  it('is found where the ledger has lost it', () => {
    expect(moneyMatches.broken(forgivenIn(aCity()))).toEqual([
      'booking_got_1 (PAYMENT_STATE_FORGIVEN): forgiven, by the ledger 0, not 20000',
    ]);
  });
});
