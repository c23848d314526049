// Written by `npm run proto`.
import { TrafficServiceDefinition as generatedTrafficServiceDefinition } from './generated/hansom/traffic/v1/traffic.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { RulesChanged, rulesEvents } from './generated/hansom/traffic/v1/events.ts';
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
  VersionShare,
  WatchRequest,
  WatchResponse,
  instanceStateFromJSON,
  instanceStateToJSON,
} from './generated/hansom/traffic/v1/traffic.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const TrafficServiceDefinition = {
  ...generatedTrafficServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type TrafficServiceDefinition = typeof TrafficServiceDefinition;
