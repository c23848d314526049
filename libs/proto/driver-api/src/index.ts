// Written by `npm run proto`.
import { DriverApiServiceDefinition as generatedDriverApiServiceDefinition } from './generated/hansom/driver_api/v1/driver_api.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { DESCRIPTORS } from './generated/descriptors.ts';

export const DriverApiServiceDefinition = {
  ...generatedDriverApiServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type DriverApiServiceDefinition = typeof DriverApiServiceDefinition;
