// Written by `npm run proto`.
import { AdminServiceDefinition as generatedAdminServiceDefinition } from './generated/hansom/platform/v1/admin.ts';
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
export { DESCRIPTORS } from './generated/descriptors.ts';

export const AdminServiceDefinition = {
  ...generatedAdminServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type AdminServiceDefinition = typeof AdminServiceDefinition;
