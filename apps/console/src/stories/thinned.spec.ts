import { greatCircleMetres } from '@hansom/shared-geo';
import fc from 'fast-check';

import { thinned } from './thinned.ts';

const points = fc.array(
  fc.record({ lat: fc.double({ min: 57.6, max: 57.8, noNaN: true }), lng: fc.constant(11.9) }),
);

describe('thinned', () => {
  it('keeps both ends and the order, and no more than are wanted', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 2, max: 20 }), (line, most) => {
        const kept = thinned(line, most);

        expect(kept.length).toBeLessThanOrEqual(most);
        expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)]);
        expect(line.filter((point) => kept.includes(point))).toEqual(kept);
      }),
    );
  });

  it('drops what is nearer than ten metres to the point before it', () => {
    const line = Array.from({ length: 100 }, (_, i) => ({ lat: 57.7 + i * 0.00001, lng: 11.9 }));

    const kept = thinned(line, 100);

    expect(kept.length).toBeLessThan(13);
    expect(greatCircleMetres(kept[0]!, kept[1]!)).toBeGreaterThanOrEqual(10);
  });
});
