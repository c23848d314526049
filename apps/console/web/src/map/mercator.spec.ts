import fc from 'fast-check';

import { metresBetween, projector, toSpot, toWorld } from './mercator.ts';

describe('the projection', () => {
  it('puts the middle of the map in its middle', () => {
    const centre = toWorld([11.97, 57.7]);

    const { x, y } = projector({ centre, zoom: 13, width: 800, height: 600 });

    expect([x(centre.x), y(centre.y)]).toEqual([expect.closeTo(400, 6), expect.closeTo(300, 6)]);
  });

  it('has east on the right, north above, and twice as many pixels a zoom further in', () => {
    const centre = toWorld([11.97, 57.7]);
    const there = toWorld([11.98, 57.71]);
    const offAt = (zoom: number) => {
      const { x, y } = projector({ centre, zoom, width: 0, height: 0 });
      return [x(there.x), y(there.y)];
    };

    const [east = 0, south = 0] = offAt(12);

    expect(east).toBeCloseTo((0.01 / 360) * 512 * 4096, 6);
    expect(south).toBeLessThan(0);
    expect(offAt(13)).toEqual([expect.closeTo(2 * east, 6), expect.closeTo(2 * south, 6)]);
  });

  it('goes there and back', () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    fc.assert(
      fc.property(degrees(180), degrees(85), (lng, lat) => {
        const [east, north] = toSpot(toWorld([lng, lat]));
        expect(east).toBeCloseTo(lng, 8);
        expect(north).toBeCloseTo(lat, 8);
      }),
    );
  });

  it('knows how far it is', () => {
    expect(metresBetween([11.97, 57.7], [11.97, 57.71])).toBeCloseTo(1112, 0);
    expect(metresBetween([11.97, 57.7], [11.98, 57.7])).toBeCloseTo(594, 0);
  });
});
