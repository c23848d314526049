// Written by `npm run proto`.
import { PaymentServiceDefinition as generatedPaymentServiceDefinition } from './generated/hansom/payment/v1/payment.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  PaymentAuthFailed,
  PaymentAuthorised,
  PaymentAuthorising,
  PaymentCaptureFailed,
  PaymentCaptured,
  PaymentCashAgreed,
  PaymentCashClosed,
  PaymentCashCollected,
  PaymentCashDue,
  PaymentChanged,
  PaymentForgiven,
  PaymentOutstanding,
  PaymentRefunded,
  PaymentVoided,
  paymentEvents,
} from './generated/hansom/payment/v1/events.ts';
export {
  AddMethodRequest,
  AddMethodResponse,
  CollectRequest,
  CollectResponse,
  ForgiveRequest,
  ForgiveResponse,
  GetOfBookingRequest,
  GetOfBookingResponse,
  Journal,
  ListDebtsRequest,
  ListDebtsResponse,
  ListJournalsOfBookingRequest,
  ListJournalsOfBookingResponse,
  ListJournalsRequest,
  ListJournalsResponse,
  ListMethodsRequest,
  ListMethodsResponse,
  ListPaymentsRequest,
  ListPaymentsResponse,
  Method,
  Payment,
  PaymentState,
  Posting,
  RefundRequest,
  RefundResponse,
  RemoveMethodRequest,
  RemoveMethodResponse,
  paymentStateFromJSON,
  paymentStateToJSON,
} from './generated/hansom/payment/v1/payment.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const PaymentServiceDefinition = {
  ...generatedPaymentServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type PaymentServiceDefinition = typeof PaymentServiceDefinition;
