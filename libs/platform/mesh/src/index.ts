export { adsContract, type AdsOptions, aggregatedDiscovery } from './ads/contract.ts';
export { type RefusedAnswer } from './ads/session.ts';
export { tellState } from './control/tell-state.ts';
export { type Live, live, type Source } from './model/live.ts';
export { type ReplicaState } from './model/merge.ts';
export { liveVersions, sharesOf } from './model/shares.ts';
export {
  type FaultRule,
  type LabelRule,
  type MeshInstance,
  type MeshSnapshot,
  type ServiceRules,
  type VersionShare,
} from './model/snapshot.ts';
export { type MeshView, type ServiceView, viewOf } from './model/view.ts';
export { type MeshNode } from './relay/register-xds.ts';
export { bucketOf, routing } from './routing.ts';
export { type Mesh, type MeshOptions, startMesh } from './start-mesh.ts';
export { instanceFromWire, instanceToWire, rulesFromWire, rulesToWire } from './wire.ts';
