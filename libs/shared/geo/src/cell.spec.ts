import fc from 'fast-check';

import { cellBits, cellOf, cellOfBits, isCell, type Resolution, resolutionOf } from './cell.ts';

const GOTHENBURG = { lat: 57.7089, lng: 11.9746 };
const points = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const resolutions = fc.integer({ min: 0, max: 15 }).map((resolution) => resolution as Resolution);

describe('cellOf', () => {
  it('gives a cell of that resolution, whose bits are its own', () => {
    fc.assert(
      fc.property(points, resolutions, (point, resolution) => {
        const cell = cellOf(point, resolution);

        expect(isCell(cell)).toBe(true);
        expect(resolutionOf(cell)).toBe(resolution);
        expect(cellOfBits(cellBits(cell))).toBe(cell);
      }),
    );
  });

  it('agrees with other readers of H3', () => {
    expect(cellOf({ lat: 37.7752702151959, lng: -122.418307270836 }, 9)).toBe('8928308280fffff');
  });

  it.each([
    { lat: 91, lng: 0 },
    { lat: NaN, lng: 0 },
    { lat: 0, lng: 181 },
  ])('refuses %j', (point) => {
    expect(() => cellOf(point, 9)).toThrow(RangeError);
  });
});

describe('isCell', () => {
  it.each([
    '',
    '8928308280FFFFF',
    '08928308280fffff',
    '0x8928308280fffff',
    '8928308280ffff',
    'got',
    '8fffffffffffffff',
  ])('refuses %j', (text) => {
    expect(isCell(text)).toBe(false);
  });

  it('refuses an index of H3 that is not a cell', () => {
    // A directed edge of 8928308280fffff.
    expect(isCell('1128308280fffff')).toBe(false);
  });
});

describe('cellOfBits', () => {
  it.each([0n, -1n, 2n ** 64n, cellBits(cellOf(GOTHENBURG, 9)) | (1n << 63n)])('refuses %d', (bits) => {
    expect(cellOfBits(bits)).toBeUndefined();
  });
});
