// Written by `npm run proto`.
import { PricingServiceDefinition as generatedPricingServiceDefinition } from './generated/hansom/pricing/v1/pricing.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  EstimateRequest,
  EstimateResponse,
  FinaliseRequest,
  FinaliseResponse,
  PriceSnapshot,
  Quote,
  QuoteRequest,
  QuoteResponse,
  Quotes,
  RedeemRequest,
  RedeemResponse,
  Unpriced,
  UnpricedReason,
  unpricedReasonFromJSON,
  unpricedReasonToJSON,
} from './generated/hansom/pricing/v1/pricing.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const PricingServiceDefinition = {
  ...generatedPricingServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type PricingServiceDefinition = typeof PricingServiceDefinition;
