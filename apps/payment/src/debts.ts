import { HansomError } from '@hansom/platform-errors';

import { type PaymentContext } from './context.ts';
import { type Payment } from './store/payment-aggregate.ts';

type Standing = Pick<Payment, 'state' | 'fields'>;

/** Also while another card is asked for it. */
function isOwed({ state, fields }: Standing): boolean {
  return state === 'OUTSTANDING' || (state === 'CAPTURING' && fields.owed === true);
}

/** What the index lists: what is owed, and what the schedule has yet to try again. */
export function isUnpaid(payment: Standing): boolean {
  return isOwed(payment) || payment.state === 'CAPTURE_FAILED';
}

/** What a rider owes: for that he is refused. */
export async function debtsOf(ctx: Pick<PaymentContext, 'debts'>, riderId: string): Promise<Payment[]> {
  return (await unpaidOf(ctx, riderId)).filter(isOwed);
}

/** What could not be taken from a rider's cards so far, also where he does not owe it yet. */
export async function unpaidOf(
  { debts }: Pick<PaymentContext, 'debts'>,
  riderId: string,
): Promise<Payment[]> {
  const unpaid: Payment[] = [];
  let page: string | undefined;
  do {
    const found = await debts.page(riderId, page); // a page tells where the next one begins
    unpaid.push(...found.states);
    page = found.next;
  } while (page !== undefined);
  return unpaid;
}

/** The row that was noted names one version: another one that becomes a debt must be noted first. */
export function changedMeanwhile({ id }: Pick<Payment, 'id'>): HansomError {
  const description = 'another change was faster: nothing was done';
  return new HansomError('aborted', 'payment.contended', { description, context: { id } });
}
