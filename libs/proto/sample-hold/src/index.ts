// Written by `npm run proto`.
export {
  HoldConfirmed,
  HoldExpired,
  HoldPlaced,
  HoldReleased,
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
  SampleHoldServiceDefinition,
  holdStateFromJSON,
  holdStateToJSON,
} from './generated/hansom/sample_hold/v1/sample_hold.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
