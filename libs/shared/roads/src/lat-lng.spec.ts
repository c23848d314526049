import fc from 'fast-check';

import { type LatLng, METRES_PER_DEGREE, metresBetween } from './lat-lng.ts';

describe('metresBetween', () => {
  it('agrees with haversine within 1 in 100,000 up to 10 km and 70 degrees', () => {
    const steps = fc.double({ min: -0.06, max: 0.06, noNaN: true });
    const places = fc.record({ lat: fc.double({ min: -70, max: 70, noNaN: true }), lng: fc.constant(11.9) });
    fc.assert(
      fc.property(places, steps, steps, (a, north, east) => {
        const b = { lat: a.lat + north, lng: a.lng + east };

        expect(Math.abs(metresBetween(a, b) - haversine(a, b))).toBeLessThan(1e-5 * haversine(a, b) + 1e-6);
      }),
      { numRuns: 1_000 },
    );
  });
});

function haversine(a: LatLng, b: LatLng): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const share =
    half(b.lat - a.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(b.lng - a.lng);
  return (2 * Math.asin(Math.sqrt(share)) * METRES_PER_DEGREE) / radians;
}
