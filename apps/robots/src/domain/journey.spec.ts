import { greatCircleMetres } from '@hansom/shared-geo';

import { journeyAlong } from './journey.ts';

const A = { lat: 57.7, lng: 11.97 };
const B = { lat: 57.71, lng: 11.97 };
const C = { lat: 57.71, lng: 11.99 };

describe('a journey', () => {
  const journey = journeyAlong([A, B, C], 600_000);

  it('begins where it begins and ends where it ends', () => {
    expect(journey.at(0).at).toEqual(A);
    expect(journey.at(600_000)).toMatchObject({ at: C, metresPerSecond: 0 });
    expect(journey.at(9e9).at).toEqual(C);
  });

  it('goes along its line, at an even speed', () => {
    const metres = greatCircleMetres(A, B) + greatCircleMetres(B, C);
    const { at, metresPerSecond } = journey.at(150_000);

    expect(metresPerSecond).toBeCloseTo(metres / 600, 6);
    expect(at.lng).toBe(A.lng);
    expect(greatCircleMetres(A, at)).toBeCloseTo(metres / 4, 0);
  });

  it('looks where it drives', () => {
    expect(journey.at(1_000).bearingDegrees).toBeCloseTo(0, 5);
    expect(journey.at(599_000).bearingDegrees).toBeCloseTo(90, 5);
  });

  it('of one point is there at once', () => {
    expect(journeyAlong([A], 0).at(0)).toMatchObject({ at: A, metresPerSecond: 0 });
  });
});
