// Written by `npm run proto`.
import { CustomerServiceDefinition as generatedCustomerServiceDefinition } from './generated/hansom/customer/v1/customer.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  DeletePlaceRequest,
  DeletePlaceResponse,
  FindRidersRequest,
  FindRidersResponse,
  GetProfileRequest,
  GetProfileResponse,
  ListPlacesRequest,
  ListPlacesResponse,
  Profile,
  SavePlaceRequest,
  SavePlaceResponse,
  SavedPlace,
  UpdateProfileRequest,
  UpdateProfileResponse,
  WelcomeRequest,
  WelcomeResponse,
} from './generated/hansom/customer/v1/customer.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const CustomerServiceDefinition = {
  ...generatedCustomerServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type CustomerServiceDefinition = typeof CustomerServiceDefinition;
