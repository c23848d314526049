import { type Millis } from '@hansom/platform-context';
import { type CallScope, during } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';

import { type PaymentContext } from './context.ts';
import { afterHold } from './domain/settling.ts';
import { parsedKey } from './movements.ts';
import { type Notice } from './provider/provider.ts';
import { type Payment } from './store/payment-aggregate.ts';

const PATIENCE_MS: Millis = 5_000;

/**
 * What the provider tells by itself about a hold is taken as its answer: where that was lost, nobody waits for the next question. It may
 * come twice or late: by then the payment is elsewhere, and nothing is done.
 */
export async function heed(
  { payments, clock }: Pick<PaymentContext, 'payments' | 'clock'>,
  { key, answer }: Notice,
  begin: (options: { deadlineMs: Millis }) => CallScope,
): Promise<void> {
  const { paymentId, movement } = parsedKey(key);
  if (movement !== 'hold') return;
  const call = begin({ deadlineMs: PATIENCE_MS });
  const heard = { decide: (payment: Payment) => afterHold(payment, answer, clock.now()) };
  await during(call, () => payments.transition(paymentId, heard, call));
}

/** Listens to the provider until the service stops. A notice that is lost is no harm: the worker asks. */
export function heedNotices(
  host: Pick<Host, 'call' | 'log' | 'onClose'>,
  ctx: Pick<PaymentContext, 'payments' | 'clock' | 'provider'>,
): void {
  const stop = ctx.provider.onNotice((notice) => {
    heed(ctx, notice, (options) => host.call(options)).catch((error: unknown) => {
      host.log.warn('a notice of the provider was not heeded', { key: notice.key, error });
    });
  });
  host.onClose('notices of the provider', stop);
}
