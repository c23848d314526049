// Written by `npm run proto`.
export {
  HealthCheckRequest,
  HealthCheckResponse,
  HealthCheckResponse_ServingStatus,
  HealthDefinition,
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
  ServerReflectionDefinition,
  ServerReflectionRequest,
  ServerReflectionResponse,
  ServiceResponse,
} from './generated/grpc/reflection/v1/reflection.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
