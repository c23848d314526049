import { HansomError } from '@hansom/platform-errors';

import { type PaymentContext } from './context.ts';
import { type Payment } from './store/payment-aggregate.ts';

/** Also while another card is asked for it. */
export function isOwed({ state, fields }: Pick<Payment, 'state' | 'fields'>): boolean {
  return state === 'OUTSTANDING' || (state === 'CAPTURING' && fields.owed === true);
}

/** What a rider owes. */
export async function debtsOf({ debts }: Pick<PaymentContext, 'debts'>, riderId: string): Promise<Payment[]> {
  const owed: Payment[] = [];
  let page: string | undefined;
  do {
    const found = await debts.page(riderId, page); // a page tells where the next one begins
    owed.push(...found.states);
    page = found.next;
  } while (page !== undefined);
  return owed;
}

/** The row that was noted names one version: another one that becomes a debt must be noted first. */
export function changedMeanwhile({ id }: Pick<Payment, 'id'>): HansomError {
  const description = 'another change was faster: nothing was done';
  return new HansomError('aborted', 'payment.contended', { description, context: { id } });
}
