import fc from 'fast-check';
import { greatCircleDistance, UNITS } from 'h3-js';

import { greatCircleMetres, isLatLng } from './lat-lng.ts';

const points = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('isLatLng', () => {
  it.each([
    [0, 0],
    [-90, -180],
    [90, 180],
  ])('takes %d, %d', (lat, lng) => {
    expect(isLatLng({ lat, lng })).toBe(true);
  });

  it.each([
    [90.1, 0],
    [-90.1, 0],
    [0, 180.1],
    [0, -180.1],
    [NaN, 0],
    [0, NaN],
    [Infinity, 0],
    [0, -Infinity],
  ])('refuses %d, %d', (lat, lng) => {
    expect(isLatLng({ lat, lng })).toBe(false);
  });
});

describe('greatCircleMetres', () => {
  it('agrees with h3-js, whose earth is 0.3 parts in a million smaller', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const expected = greatCircleDistance([a.lat, a.lng], [b.lat, b.lng], UNITS.m);

        expect(Math.abs(greatCircleMetres(a, b) - expected)).toBeLessThan(1e-6 * expected + 1);
      }),
    );
  });

  it('is a quarter of the earth from the equator to a pole, half of it to the other side', () => {
    const quarter = (Math.PI / 2) * 6_371_008.8;

    expect(greatCircleMetres({ lat: 0, lng: 7 }, { lat: 90, lng: 50 })).toBeCloseTo(quarter, 3);
    expect(greatCircleMetres({ lat: 10, lng: 0 }, { lat: -10, lng: 180 })).toBeCloseTo(2 * quarter, -1);
  });

  it('takes the short way over the 180th meridian', () => {
    expect(greatCircleMetres({ lat: 0, lng: 179.5 }, { lat: 0, lng: -179.5 })).toBeCloseTo(111_195, 0);
  });
});
