// Written by `npm run proto`.
import { DriverServiceDefinition as generatedDriverServiceDefinition } from './generated/hansom/driver/v1/driver.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PingRequest, PingResponse } from './generated/hansom/driver/v1/driver.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const DriverServiceDefinition = {
  ...generatedDriverServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type DriverServiceDefinition = typeof DriverServiceDefinition;
