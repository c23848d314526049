export { type AdminOptions, adminService } from './admin/admin-service.ts';
export { type Check, type CheckState, type Finding, type Priority } from './check.ts';
export { type Refusals, watchRefusals } from './checks/callee-check.ts';
export { capacityCheck, type CapacityFigures } from './checks/capacity-check.ts';
export { type EndpointFigures, promiseCheck } from './checks/promise-check.ts';
export { configCheck } from './checks/config-check.ts';
export { healthContract, healthService } from './grpc/health-service.ts';
export { createHealth, type Health, type HealthReport, type HealthState } from './health.ts';
export { type HealthServer, type HealthServerOptions, startHealthServer } from './http/health-server.ts';
export {
  reflectionContract,
  type ReflectionOptions,
  reflectionService,
} from './reflection/reflection-service.ts';
export { readDescriptors } from './reflection/descriptors.ts';
export { type JsonSchema, schemaOf } from './reflection/json-schema.ts';
