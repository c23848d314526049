import fc from 'fast-check';

import { assign, assignGreedily, type Assignment, type Edge, type Size } from './assignment.ts';

interface Problem {
  size: Size;
  edges: Edge[];
}

const problems: fc.Arbitrary<Problem> = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain((size) => {
    const edge = fc.record({
      row: fc.integer({ min: 0, max: size.rows - 1 }),
      column: fc.integer({ min: 0, max: size.columns - 1 }),
      cost: fc.integer({ min: -20, max: 20 }),
    });
    const edges = fc.uniqueArray(edge, { maxLength: 20, selector: ({ row, column }) => `${row}/${column}` });
    return fc.record({ size: fc.constant(size), edges });
  });

/** Pairs and their cost, by trying everything. */
function best({ size, edges }: Problem, row = 0, used = 0): { pairs: number; cost: number } {
  if (row === size.rows) return { pairs: 0, cost: 0 };
  let found = best({ size, edges }, row + 1, used);
  for (const { column, cost } of edges.filter((edge) => edge.row === row)) {
    if (used & (1 << column)) continue;
    const rest = best({ size, edges }, row + 1, used | (1 << column));
    const total = { pairs: rest.pairs + 1, cost: rest.cost + cost };
    if (total.pairs > found.pairs || (total.pairs === found.pairs && total.cost < found.cost)) found = total;
  }
  return found;
}

function valueOf(result: Assignment, edges: readonly Edge[]): { pairs: number; cost: number } {
  const chosen = result.flatMap((column, row) =>
    column === undefined ? [] : edges.filter((edge) => edge.row === row && edge.column === column),
  );
  return { pairs: chosen.length, cost: chosen.reduce((sum, { cost }) => sum + cost, 0) };
}

function pairsOf(result: Assignment): number[] {
  return result.filter((column) => column !== undefined);
}

describe('assign', () => {
  it('finds as many pairs as can be, and of those the cheapest set', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const result = assign(problem.size, problem.edges);

        expect(valueOf(result, problem.edges)).toEqual(best(problem));
        expect(new Set(pairsOf(result)).size).toBe(pairsOf(result).length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives a scarce car to the row that has no other, though it is dearer', () => {
    const edges = [
      { row: 0, column: 0, cost: 1 },
      { row: 0, column: 1, cost: 5 },
      { row: 1, column: 0, cost: 9 },
    ];

    expect(assign({ rows: 2, columns: 2 }, edges)).toEqual([1, 0]);
    expect(assignGreedily({ rows: 2, columns: 2 }, edges)).toEqual([0, undefined]);
  });

  it('comes to an end with costs that are no whole numbers', () => {
    const fraction = fc.double({ min: -1e5, max: 6e5, noNaN: true });
    const square = fc.array(fc.array(fraction, { minLength: 6, maxLength: 6 }), {
      minLength: 6,
      maxLength: 6,
    });

    fc.assert(
      fc.property(square, fraction, (costs, age) => {
        const edges = costs.flatMap((row, r) =>
          row.map((cost, c) => ({ row: r, column: c, cost: cost - r * age })),
        );
        const problem = { size: { rows: 6, columns: 6 }, edges };

        const value = valueOf(assign(problem.size, edges), edges);

        expect(value.pairs).toBe(6);
        expect(value.cost).toBeCloseTo(best(problem).cost, 3);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves rows alone where there is nothing for them', () => {
    expect(assign({ rows: 3, columns: 0 }, [])).toEqual([undefined, undefined, undefined]);
  });

  it('solves what a large city asks at once', () => {
    const rows = 500;
    const edges = Array.from({ length: rows * 20 }, (_, index) => ({
      row: Math.floor(index / 20),
      column: (index * 7919) % 500,
      cost: (index * 104_729) % 700_000,
    }));

    const result = assign({ rows, columns: 500 }, edges);

    expect(pairsOf(result).length).toBeGreaterThanOrEqual(
      pairsOf(assignGreedily({ rows, columns: 500 }, edges)).length,
    );
  });
});

describe('assignGreedily', () => {
  it('never uses a row or a column twice', () => {
    fc.assert(
      fc.property(problems, ({ size, edges }) => {
        const result = assignGreedily(size, edges);

        expect(new Set(pairsOf(result)).size).toBe(pairsOf(result).length);
        expect(valueOf(result, edges).pairs).toBeLessThanOrEqual(best({ size, edges }).pairs);
      }),
    );
  });
});
