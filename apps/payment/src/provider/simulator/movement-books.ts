import { type ContendedTable } from '@hansom/platform-store';
import { type Money } from '@hansom/shared-money';

import { type ChargeAnswer, type Declined, type HoldAnswer } from '../provider.ts';
import { type movementsTable } from './movements-table.ts';
import { testCardOf } from './test-cards.ts';

type Movements = ContendedTable<typeof movementsTable>;
type Movement = NonNullable<Awaited<ReturnType<Movements['get']>>>;

interface Asked {
  key: string;
  card: string;
  amount: Money;
}

interface Referring {
  key: string;
  reference: string;
  amount: Money;
}

/** What the simulated provider does when nothing is in its way: each movement at most once under its key. */
export interface MovementBooks {
  of(reference: string): Promise<Movement>;
  hold(request: Asked, isDeclined: boolean): Promise<HoldAnswer>;
  capture(request: Referring): Promise<ChargeAnswer>;
  release(request: Pick<Referring, 'reference'>): Promise<{ outcome: 'released' } | Declined>;
  charge(request: Asked): Promise<ChargeAnswer>;
  refund(request: Referring, card: string): Promise<{ outcome: 'refunded' } | Declined>;
}

export function movementBooks(movements: Movements): MovementBooks {
  return {
    of: (reference) => movementOf(movements, reference),
    hold: (request, isDeclined) => hold(movements, request, isDeclined),
    capture: (request) => capture(movements, request),
    release: (request) => release(movements, request),
    charge: (request) => charge(movements, request),
    refund: (request, card) => refund(movements, request, card),
  };
}

async function hold(
  movements: Movements,
  { key, card, amount }: Asked,
  isDeclined: boolean,
): Promise<HoldAnswer> {
  const reason = testCardOf(card).holdDeclined ?? (isDeclined ? 'card_declined' : undefined);
  const status = reason === undefined ? 'HELD' : 'DECLINED';
  const made = await insert(movements, { key, status, card, reason, ...columnsOf(amount) });
  return made.status === 'DECLINED' ? declined(made.reason ?? '') : { outcome: 'held', reference: key };
}

async function capture(movements: Movements, { key, reference, amount }: Referring): Promise<ChargeAnswer> {
  const held = await movementOf(movements, reference);
  if (held.status !== 'HELD') return capturedBefore(held, key);
  if (amount.amountMinor > held.amount_minor) return declined('more_than_is_held');
  const reason = testCardOf(held.card).takingDeclined;
  if (reason !== undefined) return declined(reason);
  const set = { status: 'CAPTURED' as const, captured_by: key, captured_minor: amount.amountMinor };
  const changed = await movements.compareAndSet({ key: reference }, { expect: { status: 'HELD' }, set });
  return changed.applied
    ? { outcome: 'taken', reference }
    : capturedBefore(await movementOf(movements, reference), key);
}

function capturedBefore({ key, status, captured_by }: Movement, by: string): ChargeAnswer {
  if (captured_by === by) return { outcome: 'taken', reference: key };
  return declined(status === 'RELEASED' ? 'released' : 'captured');
}

async function release(
  movements: Movements,
  { reference }: Pick<Referring, 'reference'>,
): Promise<{ outcome: 'released' } | Declined> {
  const change = { expect: { status: 'HELD' as const }, set: { status: 'RELEASED' as const } };
  const { status } = await movementOf(movements, reference);
  if (status === 'HELD') await movements.compareAndSet({ key: reference }, change);
  const now = await movementOf(movements, reference);
  return now.status === 'CAPTURED' ? declined('captured') : { outcome: 'released' };
}

/** A declined charge is not remembered: it may be asked for again, and of another card. */
async function charge(movements: Movements, { key, card, amount }: Asked): Promise<ChargeAnswer> {
  const { chargeDeclined, takingDeclined } = testCardOf(card);
  const reason = chargeDeclined ?? takingDeclined;
  if (reason !== undefined && !(await movements.get({ key }))) return declined(reason);
  await insert(movements, { key, status: 'CHARGED', card, ...columnsOf(amount) });
  return { outcome: 'taken', reference: key };
}

async function refund(
  movements: Movements,
  { key, reference, amount }: Referring,
  card: string,
): Promise<{ outcome: 'refunded' } | Declined> {
  const { status, amount_minor, captured_minor } = await movementOf(movements, reference);
  const taken = status === 'CHARGED' ? amount_minor : (captured_minor ?? 0n);
  if (amount.amountMinor > taken) return declined('more_than_was_taken');
  await insert(movements, { key, status: 'REFUNDED', card, ...columnsOf(amount) });
  return { outcome: 'refunded' };
}

/** The movement under its key, made now or before; the same key for another one is a mistake of ours. */
async function insert(movements: Movements, movement: Movement): Promise<Movement> {
  const written = await movements.insertIfAbsent(movement);
  const made = written.applied ? movement : (written.current ?? movement);
  if (made.amount_minor !== movement.amount_minor || made.currency !== movement.currency)
    throw new TypeError(`${movement.key} names another movement`);
  return made;
}

async function movementOf(movements: Movements, reference: string): Promise<Movement> {
  const movement = await movements.get({ key: reference });
  if (!movement) throw new TypeError(`${reference} refers to nothing`);
  return movement;
}

function columnsOf({ amountMinor, currency }: Money): Pick<Movement, 'amount_minor' | 'currency'> {
  return { amount_minor: amountMinor, currency };
}

function declined(reason: string): Declined {
  return { outcome: 'declined', reason };
}
