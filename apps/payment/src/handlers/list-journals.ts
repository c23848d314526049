import { type Handler } from '@hansom/platform-rpc';
import { type ListJournalsRequest, type ListJournalsResponse } from '@hansom/proto-payment';

import { type PaymentContext } from '../context.ts';
import { checkPage, journalToWire } from './mapping.ts';

export function listJournals(ctx: PaymentContext): Handler<ListJournalsRequest, ListJournalsResponse> {
  return async ({ city, page }) => {
    checkPage({ city, page });
    const { journals, next: nextPage } = await ctx.ledger.page(city, page);
    return { journals: journals.map(journalToWire), nextPage };
  };
}
