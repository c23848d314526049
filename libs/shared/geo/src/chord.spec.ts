import fc from 'fast-check';

import { cellCircle } from './cell-circle.ts';
import { cellOf, type Resolution } from './cell.ts';
import { chordBetween, chordOfMetres, metresOfChord, unitVector } from './chord.ts';
import { greatCircleMetres } from './lat-lng.ts';

const points = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('a chord', () => {
  it('stands for the way over the surface above it', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const metres = metresOfChord(chordBetween(unitVector(a), unitVector(b)));

        expect(Math.abs(metres - greatCircleMetres(a, b))).toBeLessThan(1);
      }),
    );
  });

  it('is found from that way', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20_000_000, noNaN: true }), (metres) => {
        expect(Math.abs(metresOfChord(chordOfMetres(metres)) - metres)).toBeLessThan(1);
      }),
    );
  });

  it('never is longer than half around the earth', () => {
    expect(chordOfMetres(1e9)).toBe(2);
    expect(metresOfChord(2.1)).toBe(metresOfChord(2));
  });
});

describe('cellCircle', () => {
  it('holds every point of the cell, anywhere and at any resolution', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 10 }), (point, resolution) => {
        const { centre, radius } = cellCircle(cellOf(point, resolution as Resolution));

        expect(chordBetween(centre, unitVector(point))).toBeLessThanOrEqual(radius);
      }),
      { numRuns: 2_000 },
    );
  });
});
