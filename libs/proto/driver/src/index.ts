// Written by `npm run proto`.
import { DriverServiceDefinition as generatedDriverServiceDefinition } from './generated/hansom/driver/v1/driver.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  AccountState,
  AddDocumentRequest,
  AddDocumentResponse,
  ApplyRequest,
  ApplyResponse,
  ApproveRequest,
  ApproveResponse,
  CloseRequest,
  CloseResponse,
  Document,
  DocumentKind,
  Driver,
  FindDriversRequest,
  FindDriversResponse,
  GetDriverRequest,
  GetDriverResponse,
  ListDriversRequest,
  ListDriversResponse,
  RejectRequest,
  RejectResponse,
  RestoreRequest,
  RestoreResponse,
  SetVehicleRequest,
  SetVehicleResponse,
  SubmitRequest,
  SubmitResponse,
  SuspendRequest,
  SuspendResponse,
  Vehicle,
  accountStateFromJSON,
  accountStateToJSON,
  documentKindFromJSON,
  documentKindToJSON,
} from './generated/hansom/driver/v1/driver.ts';
export {
  DriverApplied,
  DriverApproved,
  DriverClosed,
  DriverRejected,
  DriverRestored,
  DriverSubmitted,
  DriverSuspended,
  driverEvents,
} from './generated/hansom/driver/v1/events.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const DriverServiceDefinition = {
  ...generatedDriverServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type DriverServiceDefinition = typeof DriverServiceDefinition;
