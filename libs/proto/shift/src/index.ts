// Written by `npm run proto`.
import { ShiftServiceDefinition as generatedShiftServiceDefinition } from './generated/hansom/shift/v1/shift.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  ShiftAccepting,
  ShiftArrived,
  ShiftBusyStreet,
  ShiftChanged,
  ShiftClaimed,
  ShiftEnRoute,
  ShiftEnded,
  ShiftFreed,
  ShiftOnBreak,
  ShiftOnTrip,
  ShiftPaying,
  ShiftStarted,
  shiftEvents,
} from './generated/hansom/shift/v1/events.ts';
export {
  AcceptRequest,
  AcceptResponse,
  ClaimEnd,
  ClaimRefusal,
  ClaimRefused,
  ClaimRequest,
  ClaimResponse,
  EndClaimRequest,
  EndClaimResponse,
  EndRequest,
  EndResponse,
  FinishPayingRequest,
  FinishPayingResponse,
  GetCurrentRequest,
  GetCurrentResponse,
  GetLatestRequest,
  GetLatestResponse,
  GetShiftRequest,
  GetShiftResponse,
  ListLiveRequest,
  ListLiveResponse,
  ResumeRequest,
  ResumeResponse,
  Shift,
  ShiftState,
  StartRequest,
  StartResponse,
  TakeBreakRequest,
  TakeBreakResponse,
  TakeStreetHailRequest,
  TakeStreetHailResponse,
  claimEndFromJSON,
  claimEndToJSON,
  claimRefusalFromJSON,
  claimRefusalToJSON,
  shiftStateFromJSON,
  shiftStateToJSON,
} from './generated/hansom/shift/v1/shift.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const ShiftServiceDefinition = {
  ...generatedShiftServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type ShiftServiceDefinition = typeof ShiftServiceDefinition;
