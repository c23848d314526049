import { ColumnHeap } from './column-heap.ts';

/** A possible pair: row and column by their numbers, and what it costs. Costs may be negative. */
export interface Edge {
  row: number;
  column: number;
  cost: number;
}

export interface Size {
  rows: number;
  columns: number;
}

/** The column of each row; undefined where it has none. */
export type Assignment = (number | undefined)[];

/**
 * As many pairs as can be, and of all such sets the cheapest. Every row and column is in one pair at most. Successive shortest augmenting
 * paths with potentials on a sparse graph (after Jonker and Volgenant, 1987); each row has a column of its own that costs more than any
 * set of pairs, so that it may stay alone.
 */
export function assign({ rows, columns }: Size, edges: readonly Edge[]): Assignment {
  const matching = new Matching({ rows, columns }, edges);
  for (let row = 0; row < rows; row++) matching.augment(row);
  return matching.result();
}

/** The shortest pair first, then the shortest of those that are left: near to the best, in the time of a sort. */
export function assignGreedily({ rows, columns }: Size, edges: readonly Edge[]): Assignment {
  const result: Assignment = Array.from({ length: rows }, () => undefined);
  const used = new Uint8Array(columns);
  for (const { row, column } of [...edges].sort((a, b) => a.cost - b.cost)) {
    if (result[row] !== undefined || used[column]) continue;
    result[row] = column;
    used[column] = 1;
  }
  return result;
}

class Matching {
  private readonly edgesOf: { column: number; cost: number }[][];
  private readonly rowOf: Int32Array;
  private readonly rowPotential: Float64Array;
  private readonly columnPotential: Float64Array;
  private readonly distance: Float64Array;
  /** From which row the shortest path reaches a column. */
  private readonly reachedFrom: Int32Array;
  private readonly columnOf: Int32Array;
  /** Which row's turn a column was settled in. */
  private readonly settledFor: Int32Array;

  constructor(
    private readonly size: Size,
    edges: readonly Edge[],
  ) {
    const { rows, columns } = size;
    const lowest = edges.reduce((low, { cost }) => Math.min(low, cost), 0);
    const highest = edges.reduce((high, { cost }) => Math.max(high, cost), lowest);
    const alone = (highest - lowest + 1) * (rows + 1); // more than all pairs together
    this.edgesOf = Array.from({ length: rows }, (_, row) => [{ column: columns + row, cost: alone }]);
    for (const { row, column, cost } of edges) this.edgesOf[row]?.push({ column, cost: cost - lowest });
    this.rowOf = new Int32Array(columns + rows).fill(-1);
    this.columnOf = new Int32Array(rows).fill(-1);
    this.rowPotential = new Float64Array(rows);
    this.columnPotential = new Float64Array(columns + rows);
    this.distance = new Float64Array(columns + rows);
    this.reachedFrom = new Int32Array(columns + rows);
    this.settledFor = new Int32Array(columns + rows).fill(-1);
  }

  /** Gives the row a column, over the shortest path of changes (Dijkstra on reduced costs). */
  augment(start: number): void {
    const { distance, rowOf, settledFor } = this;
    distance.fill(Infinity);
    const heap = new ColumnHeap(distance);
    const settled: number[] = [];
    this.relax(start, { holder: start, soFar: 0 }, heap);
    for (let column = heap.pop(); column !== undefined; column = heap.pop()) {
      const holder = at(rowOf, column);
      if (holder < 0) return this.apply({ start, end: column, settled });
      settled.push(column);
      settledFor[column] = start;
      this.relax(start, { holder, soFar: at(distance, column) }, heap);
    }
    throw new RangeError('a row has a column of its own, so there is always a path');
  }

  result(): Assignment {
    return Array.from(this.columnOf, (column) => (column < this.size.columns ? column : undefined));
  }

  /** What is settled stays: fractions are rounded, so that a way round could seem shorter by a hair, for ever. */
  private relax(
    start: number,
    { holder: row, soFar }: { holder: number; soFar: number },
    heap: ColumnHeap,
  ): void {
    const potential = at(this.rowPotential, row);
    for (const { column, cost } of this.edgesOf[row] ?? []) {
      if (this.settledFor[column] === start) continue;
      const through = soFar + cost - potential - at(this.columnPotential, column);
      if (through >= at(this.distance, column)) continue;
      this.distance[column] = through;
      this.reachedFrom[column] = row;
      heap.push(column);
    }
  }

  private apply({ start, end, settled }: { start: number; end: number; settled: readonly number[] }): void {
    const length = at(this.distance, end);
    this.rowPotential[start] = at(this.rowPotential, start) + length;
    for (const column of settled) {
      const shorter = length - at(this.distance, column);
      const row = at(this.rowOf, column);
      this.columnPotential[column] = at(this.columnPotential, column) - shorter;
      this.rowPotential[row] = at(this.rowPotential, row) + shorter;
    }
    for (let column = end; column >= 0; ) {
      const row = at(this.reachedFrom, column);
      const before = at(this.columnOf, row);
      this.rowOf[column] = row;
      this.columnOf[row] = column;
      column = row === start ? -1 : before;
    }
  }
}

function at(numbers: Float64Array | Int32Array, index: number): number {
  return numbers[index] ?? NaN;
}
