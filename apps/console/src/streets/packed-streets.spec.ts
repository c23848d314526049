import fc from 'fast-check';

import { packStreets, unpackStreets } from './packed-streets.ts';
import { type StreetLine } from './street-line.ts';

const HALF_A_UNIT = 0.5 / 200_000 + 1e-9;

const lines = (): fc.Arbitrary<StreetLine[]> => {
  const point = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  );
  return fc.array(
    fc.record({
      roadClass: fc.constantFrom('motorway', 'residential'),
      name: fc.constantFrom('', 'Östra Hamngatan', '東大通り'),
      points: fc.array(point, { minLength: 2, maxLength: 10 }),
    }),
  );
};

describe('packed streets', () => {
  it('are unpacked as they were, to half a metre, all over the world', () => {
    fc.assert(
      fc.property(lines(), (packed) => {
        const unpacked = unpackStreets(packStreets(packed));

        expect(unpacked.map(({ roadClass, name }) => ({ roadClass, name }))).toEqual(
          packed.map(({ roadClass, name }) => ({ roadClass, name })),
        );
        const off = unpacked.flatMap(({ points }, i) =>
          points.flat().map((degrees, j) => Math.abs(degrees - (packed[i]?.points.flat()[j] ?? NaN))),
        );
        expect(Math.max(0, ...off)).toBeLessThanOrEqual(HALF_A_UNIT);
      }),
    );
  });

  it('take about two bytes a coordinate where points are near each other', () => {
    const points = Array.from({ length: 1000 }, (_, i) => [11.97 + i * 0.0003, 57.7 + i * 0.0002] as const);

    expect(packStreets([{ roadClass: 'primary', name: 'E6', points }]).length).toBeLessThan(4050);
  });

  it('are refused when they end too early or name what is not there', () => {
    const whole = packStreets([{ roadClass: 'primary', name: 'E6', points: [[11.97, 57.7], [11.98, 57.71]] }]); // prettier-ignore

    for (const length of [0, 1, 5, 12, whole.length - 1]) {
      expect(() => unpackStreets(whole.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => unpackStreets(Uint8Array.from([...whole, 7, 0, 0]))).toThrow(RangeError);
  });
});
