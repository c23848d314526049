// Written by `npm run proto`.
export {
  AdminServiceDefinition,
  Check,
  Check_MeasurementsEntry,
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
  TakeCpuProfileRequest,
  TakeCpuProfileResponse,
  TakeHeapProfileRequest,
  TakeHeapProfileResponse,
} from './generated/hansom/platform/v1/admin.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
