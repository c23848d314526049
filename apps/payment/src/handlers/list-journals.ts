import { type Handler } from '@hansom/platform-rpc';
import { type Journal, type ListJournalsRequest, type ListJournalsResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { type BookedJournal } from '../store/ledger.ts';
import { checkPage } from './mapping.ts';

export function listJournals(ctx: PaymentContext): Handler<ListJournalsRequest, ListJournalsResponse> {
  return async ({ city, page }) => {
    checkPage({ city, page });
    const { journals, next: nextPage } = await ctx.ledger.page(city, page);
    return { journals: journals.map(journalToWire), nextPage };
  };
}

function journalToWire({
  paymentId,
  bookingId,
  kind,
  number,
  bookedAt,
  currency,
  postings,
}: BookedJournal): Journal {
  return {
    ...{ paymentId, bookingId, kind, journalNumber: number, bookedAt: new Date(bookedAt) },
    postings: postings.map(({ account, minor }) => ({ account, change: { amountMinor: minor, currency } })),
  };
}
