// Written by `npm run proto`.
import { DispatchServiceDefinition as generatedDispatchServiceDefinition } from './generated/hansom/dispatch/v1/dispatch.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PingRequest, PingResponse } from './generated/hansom/dispatch/v1/dispatch.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const DispatchServiceDefinition = {
  ...generatedDispatchServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type DispatchServiceDefinition = typeof DispatchServiceDefinition;
