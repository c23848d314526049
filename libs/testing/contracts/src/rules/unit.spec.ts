import { ScalarType } from '@bufbuild/protobuf';
import { checkUnit } from './unit.ts';

describe('checkUnit', () => {
  it.each([
    ['hold_ms'],
    ['wait_time_ms'],
    ['expires_at_ms'],
    ['pickup_distance_metres'],
    ['speed_metres_per_second'],
    ['heading_degrees'],
    ['amount_minor'],
    ['wait_fare_minor'],
    ['prices_minor'],
    ['fare_count'],
    ['version'],
    ['lat'],
    ['party_size'],
  ])('accepts the number %s', (name) => {
    expect(checkUnit({ name, type: ScalarType.UINT32 })).toEqual([]);
  });

  it.each([
    ['duration', '_ms'],
    ['retry_timeout', '_ms'],
    ['delays', '_ms'],
    ['expires_at', '_ms'],
    ['held_until', '_ms'],
    ['distance', '_metres'],
    ['search_radius', '_metres'],
    ['distance_ms', '_metres'],
    ['speed', '_metres_per_second'],
    ['heading', '_degrees'],
    ['price', '_minor'],
    ['wait_fare', '_ms or _minor'],
  ])('wants the number %s to end in %s', (name, ending) => {
    expect(checkUnit({ name, type: ScalarType.INT64 })).toEqual([
      `does not say its unit: its name ends in ${ending}`,
    ]);
  });

  it.each([['hold_seconds'], ['distance_km'], ['fare_cents'], ['timeout_s']])(
    'knows no unit as in %s',
    (name) => {
      expect(checkUnit({ name, type: ScalarType.DOUBLE })).toEqual([
        expect.stringContaining('no unit of ours'),
      ]);
    },
  );

  it.each([['pickup_time'], ['price'], ['expires_at']])('refuses the string %s', (name) => {
    expect(checkUnit({ name, type: ScalarType.STRING })).toEqual([expect.stringContaining('as text')]);
  });

  it.each([['fare_id'], ['time_zone'], ['distance_band'], ['place_id']])('accepts the string %s', (name) => {
    expect(checkUnit({ name, type: ScalarType.STRING })).toEqual([]);
  });

  it.each([
    ['expires_at', undefined],
    ['fare', undefined],
    ['on_time', ScalarType.BOOL],
  ])('asks no unit of %s where it holds a message, an enum or a truth value', (name, type) => {
    expect(checkUnit({ name, type })).toEqual([]);
  });
});
