import { checkFields, HansomError, keyCheck } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type AddMethodRequest, type AddMethodResponse } from '@hansom/proto-payment';
import { makeId } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import { unpaidOf } from '../debts.ts';
import { payDebt } from '../domain/wanting.ts';
import { type Method, type MethodCommand } from '../store/methods.ts';
import { methodToWire } from './mapping.ts';

const LONGEST_TOKEN = 200;

export function addMethod(ctx: PaymentContext): Handler<AddMethodRequest, AddMethodResponse> {
  return async (request, call) => {
    const { id: riderId } = requireUser(call, 'payment');
    checkRequest(request);
    const command = await firstUnderItsKey(ctx, riderId, request);
    const method = (await ctx.methods.everOf(riderId, command.method_id)) ?? (await added(ctx, command));
    await payUnpaid(ctx, method, call);
    return { method: methodToWire(method) };
  };
}

function checkRequest({ commandKey, providerToken }: AddMethodRequest): void {
  const rule = `must have 1 to ${LONGEST_TOKEN} characters`;
  const holds = providerToken.length >= 1 && providerToken.length <= LONGEST_TOKEN;
  checkFields('payment', [keyCheck(commandKey), { field: 'provider_token', rule, holds }]);
}

async function firstUnderItsKey(
  ctx: PaymentContext,
  rider_id: string,
  { commandKey: command_key, providerToken: provider_token }: AddMethodRequest,
): Promise<MethodCommand> {
  const asked = { rider_id, command_key, provider_token, method_id: makeId('card', ctx.ids.uuid()) };
  const first = await ctx.methods.firstOf(asked);
  if (first.provider_token === provider_token) return first;
  throw refusal('command_key_reused', 'command_key was used before, for another card');
}

async function added(
  ctx: PaymentContext,
  { rider_id, method_id, provider_token }: MethodCommand,
): Promise<Method> {
  const { length } = await ctx.methods.list(rider_id);
  const most = ctx.config.current.mostMethods;
  if (length >= most) throw refusal('too_many_methods', `a rider has at most ${most} cards on file`);
  const answer = await ctx.provider.addCard(provider_token);
  if (answer.outcome === 'declined')
    throw refusal('card_refused', `the provider refuses it: ${answer.reason}`);
  const { card, brand, last4, expires } = answer;
  const method = { rider_id, method_id, card, brand, last4, expires };
  await ctx.methods.add(method);
  return method;
}

/** A new card is asked for what could not be taken from its rider's others: that is how debts end, and how they are avoided. */
async function payUnpaid(
  ctx: PaymentContext,
  { rider_id, method_id: methodId, card }: Method,
  call: Call,
): Promise<void> {
  const unpaid = await unpaidOf(ctx, rider_id);
  const now = ctx.clock.now();
  await Promise.all(
    unpaid.map(({ id }) =>
      // One that was paid meanwhile, or is being taken from another card, refuses.
      ctx.payments.transition(id, { decide: (payment) => payDebt(payment, { methodId, card }, now) }, call),
    ),
  );
}

function refusal(
  reason: 'command_key_reused' | 'too_many_methods' | 'card_refused',
  description: string,
): HansomError {
  return new HansomError('failed_precondition', `payment.${reason}`, { description });
}
