import { type Effects } from '@hansom/platform-context';
import { type ContendedTable } from '@hansom/platform-store';

import { type PaymentConfig } from '../../config.ts';
import { type Notice, type PaymentProvider } from '../provider.ts';
import { movementBooks } from './movement-books.ts';
import { type movementsTable } from './movements-table.ts';
import { cardOf, TEST_CARDS } from './test-cards.ts';
import { troubles } from './troubles.ts';

export interface SimulatedProviderParts {
  effects: Pick<Effects, 'random' | 'timers'>;
  movements: ContendedTable<typeof movementsTable>;
  rates: () => PaymentConfig['simulator'];
}

interface Referring {
  key: string;
  reference: string;
}

const EXPIRES = '12/29';

/** A provider that moves no money, remembers what it moved over restarts, and goes wrong as real ones do. */
export function simulatedProvider({ effects, movements, rates }: SimulatedProviderParts): PaymentProvider {
  const listeners = new Set<(notice: Notice) => void>();
  const trouble = troubles(effects, rates);
  const books = movementBooks(movements);
  /** What refers to another movement has the troubles of its card. */
  const referring = async <R extends Referring, A>(
    request: R,
    make: (request: R, card: string) => Promise<A>,
  ): Promise<A> => {
    const { card } = await books.of(request.reference);
    return trouble.around({ key: request.key, card }, () => make(request, card));
  };
  return {
    addCard: async (token) => addTestCard(token),
    hold: (request) =>
      trouble.around(request, async () => {
        const answer = await books.hold(request, trouble.declines());
        const times = trouble.doubles(request.card) ? 2 : 1;
        for (let i = 0; i < times; i++)
          listeners.forEach((listener) => listener({ key: request.key, answer }));
        return answer;
      }),
    capture: (request) => referring(request, books.capture),
    release: (request) => referring(request, books.release),
    charge: (request) => trouble.around(request, () => books.charge(request)),
    refund: (request) => referring(request, books.refund),
    onNotice: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function addTestCard(token: string): Awaited<ReturnType<PaymentProvider['addCard']>> {
  const card = Object.hasOwn(TEST_CARDS, token) ? TEST_CARDS[token] : undefined;
  if (!card) return { outcome: 'declined', reason: 'unknown_token' };
  if (card.refused !== undefined) return { outcome: 'declined', reason: card.refused };
  const { brand, last4 } = card;
  return { outcome: 'added', card: cardOf(token), brand, last4, expires: EXPIRES };
}
