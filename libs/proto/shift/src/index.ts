// Written by `npm run proto`.
import { ShiftServiceDefinition as generatedShiftServiceDefinition } from './generated/hansom/shift/v1/shift.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PingRequest, PingResponse } from './generated/hansom/shift/v1/shift.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const ShiftServiceDefinition = {
  ...generatedShiftServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type ShiftServiceDefinition = typeof ShiftServiceDefinition;
