// Written by `npm run proto`.
import { DispatchServiceDefinition as generatedDispatchServiceDefinition } from './generated/hansom/dispatch/v1/dispatch.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  AcceptRequest,
  AcceptResponse,
  DeclineRequest,
  DeclineResponse,
  GetOfferRequest,
  GetOfferResponse,
  ListOfBookingRequest,
  ListOfBookingResponse,
  ListOpenRequest,
  ListOpenResponse,
  MarkSeenRequest,
  MarkSeenResponse,
  Offer,
  OfferState,
  PaymentHint,
  offerStateFromJSON,
  offerStateToJSON,
  paymentHintFromJSON,
  paymentHintToJSON,
} from './generated/hansom/dispatch/v1/dispatch.ts';
export {
  OfferAccepted,
  OfferConfirmed,
  OfferCreated,
  OfferDeclined,
  OfferExpired,
  OfferRefused,
  OfferSeen,
  OfferSent,
  OfferUndelivered,
  OfferWithdrawn,
  offerEvents,
} from './generated/hansom/dispatch/v1/events.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const DispatchServiceDefinition = {
  ...generatedDispatchServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type DispatchServiceDefinition = typeof DispatchServiceDefinition;
