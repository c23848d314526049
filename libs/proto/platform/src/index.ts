// Written by `npm run proto`.
import { AdminServiceDefinition as generatedAdminServiceDefinition } from './generated/hansom/platform/v1/admin.ts';
import { EventsServiceDefinition as generatedEventsServiceDefinition } from './generated/hansom/platform/v1/events.ts';
import { SubscriptionsServiceDefinition as generatedSubscriptionsServiceDefinition } from './generated/hansom/platform/v1/events.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  Check,
  Check_MeasurementsEntry,
  EdgeStats,
  Endpoint,
  EndpointStats,
  GetConfigRequest,
  GetConfigResponse,
  GetStatsRequest,
  GetStatsResponse,
  GetStatsResponse_MeasurementsEntry,
  ListChecksRequest,
  ListChecksResponse,
  ListEndpointsRequest,
  ListEndpointsResponse,
  OutcomeStats,
  TakeCpuProfileRequest,
  TakeCpuProfileResponse,
  TakeHeapProfileRequest,
  TakeHeapProfileResponse,
} from './generated/hansom/platform/v1/admin.ts';
export {
  ListParkedRequest,
  ListParkedResponse,
  ParkedEvent,
  ReadRequest,
  ReadResponse,
  ReplayRequest,
  ReplayResponse,
  SkipRequest,
  SkipResponse,
  WalkRequest,
  WalkResponse,
  WalkedMinute,
  WalkedVersion,
} from './generated/hansom/platform/v1/events.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const AdminServiceDefinition = {
  ...generatedAdminServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type AdminServiceDefinition = typeof AdminServiceDefinition;

export const EventsServiceDefinition = {
  ...generatedEventsServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type EventsServiceDefinition = typeof EventsServiceDefinition;

export const SubscriptionsServiceDefinition = {
  ...generatedSubscriptionsServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type SubscriptionsServiceDefinition = typeof SubscriptionsServiceDefinition;
