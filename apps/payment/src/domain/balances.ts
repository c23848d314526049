import { type Journal } from './journals.ts';

/** What each account holds, by account and currency, as in `psp EUR`: rebuilt from journals, kept nowhere. */
export function balancesOf(
  journals: Iterable<Pick<Journal, 'currency' | 'postings'>>,
): ReadonlyMap<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { currency, postings } of journals) {
    for (const { account, minor } of postings) {
      const name = `${account} ${currency}`;
      balances.set(name, (balances.get(name) ?? 0n) + minor);
    }
  }
  return balances;
}
