import { HansomError } from '@hansom/platform-errors';
import { type TimerHandler, type TimerHandlers } from '@hansom/platform-schedule';

import { type PaymentContext } from './context.ts';
import { enter, type Entering } from './domain/entering.ts';
import { journalsOf } from './domain/journals.ts';
import { afterForgiving, afterHold, afterRefund, afterRelease, afterTaking } from './domain/settling.ts';
import { type Payment, type PaymentFields, type PaymentState } from './store/payment-aggregate.ts';
import { refund, take, withoutHold } from './take.ts';
import { amountOf, keyOf } from './movements.ts';

/** What the timers of a payment need. */
export type WorkerParts = Pick<PaymentContext, 'clock' | 'config' | 'provider' | 'ledger'> & {
  debts: Pick<PaymentContext['debts'], 'add'>;
};

type Timer = TimerHandler<PaymentFields, PaymentState>;
type Work = (parts: WorkerParts, payment: Payment) => Promise<Entering | HansomError>;

/**
 * Moves each payment towards what is wanted of it. A state says what is being done, so it is entered before the provider is asked, and is
 * left with what he answered; whoever is asked again after a crash asks again under the same key. What the provider does not answer is
 * thrown, and the timer comes again.
 */
export function paymentTimers(
  parts: WorkerParts,
): TimerHandlers<PaymentFields, PaymentState> & { work: Timer } {
  return {
    work: (payment) => WORK[payment.state]?.(parts, payment),
    retry: (payment) => enter(payment, 'CAPTURING', { now: parts.clock.now() }),
    presume: (payment) => enter(payment, 'CASH_COLLECTED', { now: parts.clock.now() }),
    post: async (payment) => {
      await parts.ledger.post(journalsOf(payment));
      return undefined;
    },
  };
}

const WORK: Partial<Record<PaymentState, Work>> = {
  AUTHORISING: hold,
  VOIDING: release,
  CAPTURING: capture,
  REFUNDING: giveBack,
  FORGIVING: letGo,
};

async function hold({ provider, clock }: WorkerParts, payment: Payment): Promise<Entering | HansomError> {
  const { card = '', hold_minor } = payment.fields;
  const request = { key: keyOf(payment, 'hold'), card, amount: amountOf(payment, hold_minor) };
  return afterHold(payment, await provider.hold(request), clock.now());
}

async function release({ provider, clock }: WorkerParts, payment: Payment): Promise<Entering> {
  const { hold_reference: reference = '' } = payment.fields;
  const answer = await provider.release({ key: keyOf(payment, 'release'), reference });
  if (answer.outcome === 'released') return afterRelease(payment, clock.now());
  // Nothing here captures and lets go: somebody else did.
  const description = `the provider does not let a hold go: ${answer.reason}`;
  throw new HansomError('internal', 'payment.release_refused', { description, context: { id: payment.id } });
}

async function capture(parts: WorkerParts, payment: Payment): Promise<Entering> {
  const { clock, config, ledger, provider, debts } = parts;
  await ledger.post(journalsOf(payment));
  const taken = await take(provider, payment);
  const { captureRetryMs: retryMs } = config.city(payment.fields.city);
  const decided = afterTaking(payment, taken, { now: clock.now(), retryMs });
  if (decided.to !== 'CAPTURED') await debts.add(payment.fields.rider_id, nextOf(payment));
  return decided;
}

async function giveBack({ clock, ledger, provider }: WorkerParts, payment: Payment): Promise<Entering> {
  await ledger.post(journalsOf(payment));
  await refund(provider, payment);
  return afterRefund(payment, clock.now());
}

async function letGo({ clock, provider }: WorkerParts, payment: Payment): Promise<Entering> {
  return afterForgiving(payment, await withoutHold(provider, payment), clock.now());
}

/** What the next version is called in an index that is written before it. */
export function nextOf({ id, version }: Payment): { id: string; version: number } {
  return { id, version: version + 1 };
}
