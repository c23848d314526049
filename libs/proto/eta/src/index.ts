// Written by `npm run proto`.
import { EtaServiceDefinition as generatedEtaServiceDefinition } from './generated/hansom/eta/v1/eta.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  FoundWay,
  ManyToOneRequest,
  ManyToOneResponse,
  MatchTrackRequest,
  MatchTrackResponse,
  NoWay,
  RouteRequest,
  RouteResponse,
  TrackStep,
  Way,
} from './generated/hansom/eta/v1/eta.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const EtaServiceDefinition = {
  ...generatedEtaServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type EtaServiceDefinition = typeof EtaServiceDefinition;
