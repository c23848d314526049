import { maxSpeedKmh } from './max-speed.ts';

describe('maxSpeedKmh', () => {
  it.each([
    ['50', 50],
    ['50 km/h', 50],
    ['30 mph', 48.28032],
    ['30mph', 48.28032],
    ['5 knots', 9.26],
    ['walk', 7],
    ['none', 130],
    ['SE:urban', 50],
    ['SE:rural', 80],
    ['DE:zone:30', 30],
    ['DE:zone30', 30],
    ['70; 50', 50],
    ['signals;60', 60],
    ['500', 130],
    ['1', 5],
  ])('reads %s', (tag, kmh) => {
    expect(maxSpeedKmh(tag)).toBeCloseTo(kmh, 6);
  });

  it.each([undefined, '', 'signals', 'fifty', '50 furlongs', '-50', 'SE:somewhere', 'x50'])(
    'has none for %j',
    (tag) => {
      expect(maxSpeedKmh(tag)).toBeUndefined();
    },
  );
});
