import { type ReceivedEvent } from '@hansom/platform-bus';
import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

import { type PaymentContext } from '../context.ts';
import { changedMeanwhile } from '../debts.ts';
import { type Entering, type Staying } from '../domain/entering.ts';
import { paymentIdOf } from '../payment-id.ts';
import { type Payment } from '../store/payment-aggregate.ts';
import { nextOf } from '../worker.ts';

type Decide = (payment: Payment) => Entering | Staying | HansomError;

/** Does to a payment what an event of its booking means. What the payment's state does not allow was decided otherwise before. */
export async function follow(
  ctx: PaymentContext,
  { id, key }: Pick<ReceivedEvent<unknown>, 'id' | 'key'>,
  { call, decide }: { call: Call; decide: Decide },
): Promise<void> {
  const paymentId = paymentIdOf(key);
  const noted = await noteDebt(ctx, paymentId, { call, decide });
  const guarded: Decide = (payment) => {
    const decided = decide(payment);
    return leadsToDebt(decided) && payment.version !== noted ? changedMeanwhile(payment) : decided;
  };
  const result = await ctx.payments.transition(paymentId, { command: id, decide: guarded }, call);
  if (result.outcome === 'missing') throw missing(paymentId);
  if (result.outcome === 'refused' && result.refusal.kind === 'aborted') throw result.refusal;
}

/** The version from which it may become a debt: that is noted before. */
async function noteDebt(
  { payments, debts }: PaymentContext,
  paymentId: string,
  { call, decide }: { call: Call; decide: Decide },
): Promise<number | undefined> {
  const payment = await payments.get(paymentId, call);
  if (!payment || !leadsToDebt(decide(payment))) return undefined;
  await debts.add(payment.fields.rider_id, nextOf(payment));
  return payment.version;
}

function leadsToDebt(decided: ReturnType<Decide>): boolean {
  return !(decided instanceof HansomError) && decided.to === 'OUTSTANDING';
}

/** Events come in order, and the first one opens the payment. */
function missing(id: string): HansomError {
  const description = 'the payment of this booking was never opened';
  return new HansomError('failed_precondition', 'payment.not_opened', { description, context: { id } });
}
