import {
  type Cell,
  cellsIn,
  type Polygon,
  polygonProblem,
  type Resolution,
  uncompact,
  uncompactProblem,
} from '@hansom/shared-geo';

/** Where a zone is: a polygon, or cells at the resolution of the index or coarser. Exactly one of the two. */
export interface Area {
  readonly polygon?: Polygon | undefined;
  readonly cells?: readonly Cell[] | undefined;
}

/** What is wrong with an area, as a sentence without a subject; undefined when nothing is. */
export function areaProblem({ polygon, cells }: Area, resolution: Resolution): string | undefined {
  if ((polygon === undefined) === (cells === undefined)) return 'must have either a polygon or cells';
  const problem = polygon ? polygonProblem(polygon, resolution) : uncompactProblem(cells ?? [], resolution);
  if (problem !== undefined) return problem;
  return cellsOf({ polygon, cells }, resolution).length === 0 ? 'must cover at least one cell' : undefined;
}

/** The cells of an area at one resolution, each once. Throws a RangeError where `areaProblem` finds one in polygon or cells. */
export function cellsOf({ polygon, cells }: Area, resolution: Resolution): Cell[] {
  return polygon ? cellsIn(polygon, resolution) : uncompact(cells ?? [], resolution);
}
