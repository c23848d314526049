// Written by `npm run proto`.
import { GeosearchServiceDefinition as generatedGeosearchServiceDefinition } from './generated/hansom/geosearch/v1/geosearch.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  DriverPosition,
  FindNearestRequest,
  FindNearestResponse,
  FindWithinRequest,
  FindWithinResponse,
  HeatCell,
  HeatRequest,
  HeatResponse,
  Hit,
  IngestPositionsRequest,
  IngestPositionsResponse,
  IngestRequest,
  IngestResponse,
} from './generated/hansom/geosearch/v1/geosearch.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const GeosearchServiceDefinition = {
  ...generatedGeosearchServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type GeosearchServiceDefinition = typeof GeosearchServiceDefinition;
