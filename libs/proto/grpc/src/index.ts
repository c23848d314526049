// Written by `npm run proto`.
import { HealthDefinition as generatedHealthDefinition } from './generated/grpc/health/v1/health.ts';
import { ServerReflectionDefinition as generatedServerReflectionDefinition } from './generated/grpc/reflection/v1/reflection.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  HealthCheckRequest,
  HealthCheckResponse,
  HealthCheckResponse_ServingStatus,
  HealthListRequest,
  HealthListResponse,
  HealthListResponse_StatusesEntry,
  healthCheckResponse_ServingStatusFromJSON,
  healthCheckResponse_ServingStatusToJSON,
} from './generated/grpc/health/v1/health.ts';
export {
  ErrorResponse,
  ExtensionNumberResponse,
  ExtensionRequest,
  FileDescriptorResponse,
  ListServiceResponse,
  ServerReflectionRequest,
  ServerReflectionResponse,
  ServiceResponse,
} from './generated/grpc/reflection/v1/reflection.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const HealthDefinition = {
  ...generatedHealthDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type HealthDefinition = typeof HealthDefinition;

export const ServerReflectionDefinition = {
  ...generatedServerReflectionDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type ServerReflectionDefinition = typeof ServerReflectionDefinition;
