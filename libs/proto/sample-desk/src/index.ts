// Written by `npm run proto`.
import { SampleDeskServiceDefinition as generatedSampleDeskServiceDefinition } from './generated/hansom/sample_desk/v1/sample_desk.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  CheckInRequest,
  CheckInResponse,
  HeldPlace,
  LookRequest,
  LookResponse,
} from './generated/hansom/sample_desk/v1/sample_desk.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const SampleDeskServiceDefinition = {
  ...generatedSampleDeskServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type SampleDeskServiceDefinition = typeof SampleDeskServiceDefinition;
