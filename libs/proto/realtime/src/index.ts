// Written by `npm run proto`.
import { RealtimeServiceDefinition as generatedRealtimeServiceDefinition } from './generated/hansom/realtime/v1/realtime.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { DESCRIPTORS } from './generated/descriptors.ts';

export const RealtimeServiceDefinition = {
  ...generatedRealtimeServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type RealtimeServiceDefinition = typeof RealtimeServiceDefinition;
