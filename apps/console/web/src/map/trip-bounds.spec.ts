import { boundsAround } from './trip-bounds.ts';

describe('the frame of a trip', () => {
  it('contains its ends and its way', () => {
    const points = [{ lat: 57.7, lng: 11.97 }, { lat: 57.71, lng: 11.9 }, { lat: 57.69, lng: 12 }]; // prettier-ignore

    expect(boundsAround(points)).toEqual({ south: 57.69, west: 11.9, north: 57.71, east: 12 });
  });

  it('shows some of the neighbourhood of a short one', () => {
    const { south, north } = boundsAround([{ lat: 57.7, lng: 11.97 }]);

    expect(north - south).toBeCloseTo(0.003, 9);
    expect((north + south) / 2).toBeCloseTo(57.7, 9);
  });
});
