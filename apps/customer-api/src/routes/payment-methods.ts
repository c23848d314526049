import { z } from '@hansom/platform-config';
import { idOf, noContent, route, user } from '@hansom/platform-http';

const tags = ['payment methods'];
const access = user('RIDER');

export const PaymentMethod = z
  .object({ id: z.string(), brand: z.string(), last4: z.string(), expires: z.string() })
  .meta({ id: 'PaymentMethod' });

export const addPaymentMethod = route({
  ...{ method: 'POST', path: '/v1/payment-methods', operation: 'addPaymentMethod', tags, access },
  summary: 'Puts a card on file, by a token of the payment provider.',
  idempotent: true,
  body: z.object({ providerToken: z.string().min(1).max(200) }),
  answers: { 201: PaymentMethod },
  errors: ['payment.card_refused', 'payment.too_many_methods'],
});

export const listPaymentMethods = route({
  ...{ method: 'GET', path: '/v1/payment-methods', operation: 'listPaymentMethods', tags, access },
  summary: 'Lists the cards on file, oldest first.',
  answers: { 200: z.object({ methods: z.array(PaymentMethod) }) },
});

export const removePaymentMethod = route({
  ...{
    method: 'DELETE',
    path: '/v1/payment-methods/{methodId}',
    operation: 'removePaymentMethod',
    tags,
    access,
  },
  summary: 'Takes a card off file.',
  params: z.object({ methodId: idOf('card') }),
  answers: { 204: noContent },
});
