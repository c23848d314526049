import { gridDisk } from 'h3-js';

import { asCell, cellOf, resolutionOf } from './cell.ts';
import { compact, uncompact, uncompactProblem } from './compact.ts';

const HERE = { lat: 57.65, lng: 11.95 };
const disk = gridDisk(cellOf(HERE, 9), 10).map(asCell);

describe('compact', () => {
  it('covers the same with fewer', () => {
    const fewer = compact(disk);

    expect(fewer.length).toBeLessThan(disk.length / 2);
    expect(fewer.map(resolutionOf)).toContain(8);
    expect(uncompact(fewer, 9).sort()).toEqual([...disk].sort());
  });
});

describe('uncompact', () => {
  it('gives each cell once, also where cells cover each other', () => {
    const cells = uncompact([cellOf(HERE, 8), cellOf(HERE, 9)], 9);

    expect(cells).toHaveLength(7);
  });

  it('refuses cells that are finer, and what comes to too many', () => {
    expect(() => uncompact([cellOf(HERE, 10)], 9)).toThrow(
      new RangeError('cells must not be finer than resolution 9'),
    );
    expect(() => uncompact([cellOf(HERE, 3)], 9)).toThrow(
      new RangeError('cells must come to at most 100000 cells'),
    );
    expect(uncompactProblem([cellOf(HERE, 4)], 9)).toBeUndefined();
  });
});
