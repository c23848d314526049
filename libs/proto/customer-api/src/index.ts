// Written by `npm run proto`.
import { CustomerApiServiceDefinition as generatedCustomerApiServiceDefinition } from './generated/hansom/customer_api/v1/customer_api.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { DESCRIPTORS } from './generated/descriptors.ts';

export const CustomerApiServiceDefinition = {
  ...generatedCustomerApiServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type CustomerApiServiceDefinition = typeof CustomerApiServiceDefinition;
