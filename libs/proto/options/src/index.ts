// Written by `npm run proto`.
export {
  Access,
  Access_Only,
  Access_Open,
  Criticality,
  type Extension,
  ShardKey,
  Sla,
  access,
  criticality,
  criticalityFromJSON,
  criticalityToJSON,
  shard,
  sla,
} from './generated/hansom/options/v1/options.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
