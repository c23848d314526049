// Written by `npm run proto`.
export { RulesChanged } from './generated/hansom/traffic/v1/events.ts';
export {
  Change,
  FaultRule,
  GetRulesRequest,
  GetRulesResponse,
  Instance,
  InstanceState,
  LabelRule,
  ListChangesRequest,
  ListChangesResponse,
  ListInstancesRequest,
  ListInstancesResponse,
  RegisterRequest,
  RegisterRequest_Goodbye,
  RegisterRequest_Heartbeat,
  RegisterResponse,
  ServiceRules,
  SetRulesRequest,
  SetRulesResponse,
  TrafficServiceDefinition,
  VersionShare,
  WatchRequest,
  WatchResponse,
  instanceStateFromJSON,
  instanceStateToJSON,
} from './generated/hansom/traffic/v1/traffic.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
