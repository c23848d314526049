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
export { type CellCircle, cellCircle } from './cell-circle.ts';
export { type Chord, chordBetween, chordOfMetres, metresOfChord, unitVector, type Vector } from './chord.ts';
export { compact, uncompact, uncompactProblem } from './compact.ts';
export { type Area } from './grid/area.ts';
export { CLASSES, ClassSet, type DriverClass } from './grid/class-set.ts';
export { DriverGrid, type DriverGridOptions, type Fix } from './grid/driver-grid.ts';
export { type Slot } from './grid/drivers.ts';
export { Heat } from './grid/heat.ts';
export { Hits } from './grid/hits.ts';
export { type Keys } from './grid/records.ts';
export { type Query, type Whom } from './grid/search.ts';
export { type CellFinder } from './h3/cell-finder.ts';
export { numericCellFinder, type NumericCellFinder } from './h3/numeric-cell-finder.ts';
export { greatCircleMetres, isLatLng, type LatLng } from './lat-lng.ts';
export { cellsIn, type Polygon, polygonProblem, type Position } from './polygon.ts';
export {
  type TraceFix,
  type TraceGap,
  traceDistance,
  type TraceLength,
  type TraceOptions,
  type TraceStep,
} from './trace-distance.ts';
