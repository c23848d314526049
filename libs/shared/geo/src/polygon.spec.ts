import { cellOf } from './cell.ts';
import { cellsIn, type Polygon, polygonProblem, type Position } from './polygon.ts';

function aSquare(west: number, south: number, size: number): Position[] {
  const [east, north] = [west + size, south + size];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

const TOWN = [aSquare(11.9, 57.6, 0.1)];

describe('cellsIn', () => {
  it('covers what is inside and nothing outside', () => {
    const cells = new Set(cellsIn(TOWN, 9));

    expect(cells).toContain(cellOf({ lat: 57.65, lng: 11.95 }, 9));
    expect(cells).not.toContain(cellOf({ lat: 57.65, lng: 12.05 }, 9));
    // 11.1 by 6.0 km, a cell here has about 0.1 km².
    expect(cells.size).toBeGreaterThan(500);
    expect(cells.size).toBeLessThan(900);
  });

  it('leaves holes out', () => {
    const cells = new Set(cellsIn([...TOWN, aSquare(11.94, 57.64, 0.02)], 9));

    expect(cells).not.toContain(cellOf({ lat: 57.65, lng: 11.95 }, 9));
    expect(cells).toContain(cellOf({ lat: 57.61, lng: 11.91 }, 9));
  });

  it('refuses a polygon with a problem', () => {
    expect(() => cellsIn([], 9)).toThrow(new RangeError('a polygon must have an outer ring'));
  });
});

describe('polygonProblem', () => {
  it('has nothing to say about a good one', () => {
    expect(polygonProblem(TOWN, 9)).toBeUndefined();
  });

  it.each<[string, Polygon]>([
    ['must have an outer ring', []],
    [
      'must have rings of at least four positions',
      [
        [
          [1, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    ],
    ['must have rings that end where they begin', [aSquare(1, 1, 0.1).with(-1, [1, 1.05])]],
    ['must have rings that end where they begin', [aSquare(1, 1, 0.1).with(-1, [1.05, 1])]],
    ['must have positions of longitude, then latitude, in degrees', [aSquare(11, 89.95, 0.1)]],
    ['must have positions of longitude, then latitude, in degrees', [aSquare(11, 1, 0.1).with(1, [NaN, 1])]],
    ['must not cross the 180th meridian', [aSquare(-179.9, 1, 0.1).with(1, [179.9, 1])]],
    ['must lie in a rectangle of at most 100000 cells', [aSquare(11, 57, 2)]],
    ['must lie in a rectangle of at most 100000 cells', [aSquare(-1, -1, 2)]],
  ])('%s', (rule, polygon) => {
    expect(polygonProblem(polygon, 9)).toBe(rule);
  });
});
