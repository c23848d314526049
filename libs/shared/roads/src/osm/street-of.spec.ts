import { streetOf } from './street-of.ts';

describe('streetOf', () => {
  it('tells class, name, pace and direction', () => {
    const street = streetOf({ highway: 'primary', name: 'Avenyn', ref: '40', maxspeed: '40', oneway: 'yes' });

    expect(street).toEqual({ roadClass: 'primary', name: 'Avenyn', kmh: 30, direction: 'forward' });
  });

  it('falls back on the number for a name and on the class for a speed', () => {
    expect(streetOf({ highway: 'motorway', ref: 'E 6' })).toMatchObject({ name: 'E 6', kmh: 99 });
    expect(streetOf({ highway: 'service' })).toMatchObject({ name: '', kmh: 14 });
  });

  it.each([
    [{ highway: 'footway' }],
    [{ highway: 'construction', construction: 'motorway' }],
    [{ highway: 'toString' }],
    [{ route: 'ferry' }],
    [{ highway: 'service', area: 'yes' }],
    [{ highway: 'service', access: 'private' }],
    [{ highway: 'residential', access: 'no' }],
    [{ highway: 'residential', motor_vehicle: 'no' }],
    [{ highway: 'residential', access: 'yes', motorcar: 'no' }],
    [{ highway: 'service', access: 'no', psv: 'bus' }],
    [{ highway: 'service', psv: 'yes', taxi: 'no' }],
    [{ highway: 'primary', oneway: 'reversible' }],
  ])('has none for %j', (tags: Record<string, string>) => {
    expect(streetOf(tags)).toBeUndefined();
  });

  it.each([
    [{ highway: 'residential', access: 'destination' }],
    [{ highway: 'residential', access: 'no', motor_vehicle: 'yes' }],
    [{ highway: 'service', access: 'no', psv: 'yes' }],
    [{ highway: 'service', motor_vehicle: 'no', taxi: 'yes' }],
    [{ highway: 'service', access: 'psv' }],
  ])('lets a taxi onto %j', (tags: Record<string, string>) => {
    expect(streetOf(tags)).toBeDefined();
  });

  it.each([
    [{ oneway: 'yes' }, 'forward'],
    [{ oneway: 'true' }, 'forward'],
    [{ oneway: '1' }, 'forward'],
    [{ oneway: '-1' }, 'backward'],
    [{ oneway: 'no' }, 'both'],
    [{ junction: 'roundabout' }, 'forward'],
    [{ junction: 'roundabout', oneway: 'no' }, 'both'],
    [{ highway: 'motorway' }, 'forward'],
    [{ highway: 'motorway_link' }, 'forward'],
    [{ highway: 'motorway_link', oneway: 'no' }, 'both'],
    [{ highway: 'trunk_link' }, 'both'],
  ])('drives %j %s', (tags: Record<string, string>, direction) => {
    expect(streetOf({ highway: 'secondary', ...tags })?.direction).toBe(direction);
  });
});
