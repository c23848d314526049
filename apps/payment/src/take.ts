import { HansomError } from '@hansom/platform-errors';

import { type Taken } from './domain/settling.ts';
import { amountOf, keyOf } from './movements.ts';
import { type ChargeAnswer, type PaymentProvider } from './provider/provider.ts';
import { type Payment, type PaymentRow } from './store/payment-aggregate.ts';

/** Takes what is due. What was taken before is not taken again. */
export async function take(provider: PaymentProvider, payment: Payment): Promise<Taken> {
  const changed = await withoutOldHold(provider, payment);
  const fields = { ...payment.fields, ...changed };
  const { set, declined } = await takeAll(provider, { ...payment, fields });
  return { set: { ...changed, ...set }, declined };
}

type Hold = Pick<PaymentRow, 'held_minor' | 'hold_reference'>;

const NO_HOLD: Hold = { held_minor: 0n, hold_reference: undefined };

/** What is taken from another card: of the old one's hold nothing could be taken, so that is let go first. The row names it until then. */
async function withoutOldHold(provider: PaymentProvider, payment: Payment): Promise<Partial<Hold>> {
  if (payment.fields.owed === undefined) return {};
  return (await letGo(provider, payment)) === 'released' ? NO_HOLD : {};
}

/** What is forgiven is not held any more. A hold that had been captured all the same was taken. */
export async function withoutHold(
  provider: PaymentProvider,
  payment: Payment,
): Promise<Partial<Hold & Pick<PaymentRow, 'taken_minor'>>> {
  const outcome = await letGo(provider, payment);
  if (outcome === 'released') return NO_HOLD;
  return outcome === 'captured' ? { taken_minor: ofHold(payment.fields) } : {};
}

/** Lets go of a hold of which nothing was taken. Where a worker that had paused has captured it all the same, the provider does not let it go, and it counts. */
async function letGo(
  provider: PaymentProvider,
  payment: Payment,
): Promise<'nothing held' | 'released' | 'captured'> {
  const { taken_minor, hold_reference: reference } = payment.fields;
  if (taken_minor > 0n || reference === undefined) return 'nothing held';
  const { outcome } = await provider.release({ key: keyOf(payment, 'release'), reference });
  return outcome === 'released' ? 'released' : 'captured';
}

/** As much of what is due as is held. */
function ofHold({ due_minor, held_minor }: Pick<PaymentRow, 'due_minor' | 'held_minor'>): bigint {
  return due_minor < held_minor ? due_minor : held_minor;
}

/** Of the hold as far as it goes, and the rest beside it. */
async function takeAll(provider: PaymentProvider, payment: Payment): Promise<Taken> {
  const { due_minor, taken_minor, charged_minor, charge_reference } = payment.fields;
  const held = ofHold(payment.fields);
  const nothingYet = { taken_minor, charged_minor, charge_reference };
  if (held > taken_minor) {
    const answer = await captured(provider, payment, held);
    if (answer.outcome === 'declined') return { set: nothingYet, declined: answer.reason };
  }
  const rest = due_minor - held;
  if (rest === 0n) return { set: { ...nothingYet, taken_minor: held }, declined: undefined };
  const answer = await charged(provider, payment, rest);
  if (answer.outcome === 'declined')
    return { set: { ...nothingYet, taken_minor: held }, declined: answer.reason };
  const set = { taken_minor: held, charged_minor: rest, charge_reference: answer.reference };
  return { set, declined: undefined };
}

function captured(provider: PaymentProvider, payment: Payment, minor: bigint): Promise<ChargeAnswer> {
  const { hold_reference: reference = '' } = payment.fields;
  return provider.capture({ key: keyOf(payment, 'capture'), reference, amount: amountOf(payment, minor) });
}

async function charged(provider: PaymentProvider, payment: Payment, minor: bigint): Promise<ChargeAnswer> {
  const { card } = payment.fields;
  if (card === undefined) return { outcome: 'declined', reason: 'no_card' };
  return provider.charge({ key: keyOf(payment, 'rest'), card, amount: amountOf(payment, minor) });
}

/** Gives back what is being refunded, of the hold's part first. */
export async function refund(provider: PaymentProvider, payment: Payment): Promise<void> {
  const { refunding_minor, refunds_minor, taken_minor, hold_reference, charge_reference } = payment.fields;
  const before = refunds_minor.reduce((sum, minor) => sum + BigInt(minor), 0n);
  const leftOfHold = taken_minor > before ? taken_minor - before : 0n;
  const ofHold = refunding_minor < leftOfHold ? refunding_minor : leftOfHold;
  const parts = [
    { name: 'hold', reference: hold_reference, minor: ofHold },
    { name: 'rest', reference: charge_reference, minor: refunding_minor - ofHold },
  ];
  const wanted = parts.filter((part) => part.minor > 0n);
  await Promise.all(
    wanted.map(async ({ name, reference = '', minor }) => {
      const key = keyOf(payment, `refund-${refunds_minor.length + 1}-${name}`);
      const answer = await provider.refund({ key, reference, amount: amountOf(payment, minor) });
      if (answer.outcome === 'declined') throw refused(payment, answer.reason);
    }),
  );
}

/** It is not more than was taken, so that only people can find out why. */
function refused({ id }: Payment, reason: string): HansomError {
  const description = `the provider does not give money back: ${reason}`;
  return new HansomError('internal', 'payment.refund_refused', { description, context: { id } });
}
