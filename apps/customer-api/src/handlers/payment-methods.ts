import { type RouteHandler } from '@hansom/platform-http';
import { type Method } from '@hansom/proto-payment';

import { type CustomerApiContext } from '../context.ts';
import type * as routes from '../routes/payment-methods.ts';

type Context = Pick<CustomerApiContext, 'payment'>;

export function addPaymentMethod({ payment }: Context): RouteHandler<typeof routes.addPaymentMethod> {
  return async ({ body, idempotency: { commandKey } }, call) => {
    const { method } = await payment.addMethod({ ...body, commandKey }, call);
    return { status: 201, body: toPaymentMethod(method) };
  };
}

export function listPaymentMethods({ payment }: Context): RouteHandler<typeof routes.listPaymentMethods> {
  return async (_request, call) => {
    const { methods } = await payment.listMethods({}, call);
    return { status: 200, body: { methods: methods.map(toPaymentMethod) } };
  };
}

export function removePaymentMethod({ payment }: Context): RouteHandler<typeof routes.removePaymentMethod> {
  return async ({ params: { methodId } }, call) => {
    await payment.removeMethod({ paymentMethodId: methodId }, call);
    return { status: 204 };
  };
}

function toPaymentMethod(method: Method | undefined) {
  if (!method) throw new TypeError('payment answered without a card');
  const { paymentMethodId: id, brand, last4, expires } = method;
  return { id, brand, last4, expires };
}
