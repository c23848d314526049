// Written by `npm run proto`.
import { PaymentServiceDefinition as generatedPaymentServiceDefinition } from './generated/hansom/payment/v1/payment.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PingRequest, PingResponse } from './generated/hansom/payment/v1/payment.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const PaymentServiceDefinition = {
  ...generatedPaymentServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type PaymentServiceDefinition = typeof PaymentServiceDefinition;
