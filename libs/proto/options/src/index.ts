// Written by `npm run proto`.
export {
  Access,
  Access_Only,
  Access_Open,
  Criticality,
  type Extension,
  Sla,
  access,
  criticality,
  criticalityFromJSON,
  criticalityToJSON,
  sla,
} from './generated/hansom/options/v1/options.ts';
