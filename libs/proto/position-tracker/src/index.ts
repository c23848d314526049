// Written by `npm run proto`.
import { PositionTrackerServiceDefinition as generatedPositionTrackerServiceDefinition } from './generated/hansom/position_tracker/v1/position_tracker.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PositionMoved, positionEvents } from './generated/hansom/position_tracker/v1/events.ts';
export {
  DriverAck,
  DriverFixes,
  Fix,
  FixRefusal,
  GetLastRequest,
  GetLastResponse,
  GetTraceRequest,
  GetTraceResponse,
  IngestRequest,
  IngestResponse,
  ListMovedRequest,
  ListMovedResponse,
  RefusedFixes,
  fixRefusalFromJSON,
  fixRefusalToJSON,
} from './generated/hansom/position_tracker/v1/position_tracker.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const PositionTrackerServiceDefinition = {
  ...generatedPositionTrackerServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type PositionTrackerServiceDefinition = typeof PositionTrackerServiceDefinition;
