export {
  type Cell,
  cellBits,
  cellOf,
  cellOfBits,
  isCell,
  MAX_CELLS,
  type Resolution,
  resolutionOf,
} from './cell.ts';
export { compact, uncompact, uncompactProblem } from './compact.ts';
export { greatCircleMetres, isLatLng, type LatLng } from './lat-lng.ts';
export { cellsIn, type Polygon, polygonProblem, type Position } from './polygon.ts';
export {
  type TraceFix,
  type TraceGap,
  traceDistance,
  type TraceLength,
  type TraceOptions,
} from './trace-distance.ts';
