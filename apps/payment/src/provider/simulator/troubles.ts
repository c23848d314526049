import { type Effects } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type PaymentConfig } from '../../config.ts';
import { testCardOf } from './test-cards.ts';

/** How often in a row a broken card ends in an error under a key. */
const ERRORS_A_KEY = 2;
/** Keys whose troubles are remembered; an older one may have them anew. */
const MOST_KEYS = 10_000;

export interface Troubles {
  /** Has a movement made between what goes wrong before it and what goes wrong after it. */
  around<A>(movement: { key: string; card: string }, make: () => Promise<A>): Promise<A>;
  /** Whether the provider says no out of the blue. */
  declines(): boolean;
  /** Whether it tells of a hold twice. */
  doubles(card: string): boolean;
}

/** What goes wrong with a provider, by test cards and by chance. */
export function troubles(
  { random, timers }: Pick<Effects, 'random' | 'timers'>,
  rates: () => PaymentConfig['simulator'],
): Troubles {
  const errors = new Map<string, number>();
  const silences = new Map<string, number>();
  const happens = (rate: number): boolean => rate > 0 && random.next() < rate;
  return {
    around: async ({ key, card }, make) => {
      const { broken, silent, slow } = testCardOf(card);
      const { errorRate, silentRate, slowRate, slowMs } = rates();
      if ((broken && counted(errors, key) <= ERRORS_A_KEY) || happens(errorRate))
        throw noAnswer('answered with 500');
      if (slow || happens(slowRate)) await timers.sleep(slowMs);
      const answer = await make();
      if ((silent && counted(silences, key) === 1) || happens(silentRate))
        throw noAnswer('did not answer in time');
      return answer;
    },
    declines: () => happens(rates().declineRate),
    doubles: (card) => testCardOf(card).doubled === true || happens(rates().doubledNoticeRate),
  };
}

function counted(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  const [oldest] = counts.keys();
  if (counts.size > MOST_KEYS && oldest !== undefined) counts.delete(oldest);
  return count;
}

function noAnswer(what: string): HansomError {
  const description = `the provider ${what}: it is not known what became of it`;
  return new HansomError('outcome_unknown', 'payment.provider_silent', { description });
}
