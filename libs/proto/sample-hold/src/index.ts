// Written by `npm run proto`.
import { SampleHoldServiceDefinition as generatedSampleHoldServiceDefinition } from './generated/hansom/sample_hold/v1/sample_hold.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  HoldConfirmed,
  HoldExpired,
  HoldPlaced,
  HoldReleased,
  holdEvents,
} from './generated/hansom/sample_hold/v1/events.ts';
export {
  ConfirmRequest,
  ConfirmResponse,
  GetRequest,
  GetResponse,
  Hold,
  HoldState,
  PlaceRequest,
  PlaceResponse,
  PlaceTaken,
  ReleaseRequest,
  ReleaseResponse,
  holdStateFromJSON,
  holdStateToJSON,
} from './generated/hansom/sample_hold/v1/sample_hold.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const SampleHoldServiceDefinition = {
  ...generatedSampleHoldServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type SampleHoldServiceDefinition = typeof SampleHoldServiceDefinition;
