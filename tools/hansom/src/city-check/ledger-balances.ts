import { type Journal } from '@hansom/proto-payment';

import { minorOf, type Rule } from './facts.ts';

export const ledgerBalances: Rule = {
  name: 'the ledger sums to zero in each currency, and says nothing twice',
  broken: ({ journals }) => [
    ...journals.flatMap((journal) => unbalanced(`${nameOf(journal)}`, [journal])),
    ...unbalanced('the ledger', journals),
    ...twice(journals),
  ],
};

function unbalanced(what: string, journals: readonly Journal[]): string[] {
  const sums = new Map<string, bigint>();
  for (const { change } of journals.flatMap(({ postings }) => postings)) {
    const currency = change?.currency ?? 'no currency';
    sums.set(currency, (sums.get(currency) ?? 0n) + minorOf(change));
  }
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([currency, sum]) => `${what} sums to ${sum} ${currency}`);
}

function twice(journals: readonly Journal[]): string[] {
  const seen = new Set<string>();
  return journals
    .map(nameOf)
    .filter((name) => seen.size === seen.add(name).size)
    .map((name) => `${name} is there twice`);
}

function nameOf({ bookingId, kind, journalNumber }: Journal): string {
  return `${kind} ${journalNumber} of ${bookingId}`;
}
