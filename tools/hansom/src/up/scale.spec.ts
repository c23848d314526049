import { parseAddition, parseReplicas, parseScale } from './scale.ts';

describe('parseScale', () => {
  it('reads a service and a count, and which release', () => {
    expect(parseScale('dispatch=2')).toEqual({ service: 'dispatch', replicas: 2 });
    expect(parseScale('position-tracker@20260102030405=0')).toEqual({
      service: 'position-tracker',
      release: '20260102030405',
      replicas: 0,
    });
  });

  it.each(['dispatch', 'dispatch=', 'dispatch=two', 'dispatch=-1', '=2', 'Dispatch=2'])(
    'refuses %j',
    (text) => {
      expect(() => parseScale(text)).toThrow('is not <service>=<count>, as in dispatch=2');
    },
  );
});

describe('parseReplicas', () => {
  const services = ['dispatch', 'geosearch'];

  it('reads several, or none', () => {
    expect([...parseReplicas('dispatch=2,geosearch=3', services)]).toEqual([
      ['dispatch', 2],
      ['geosearch', 3],
    ]);
    expect(parseReplicas(undefined, services).size).toBe(0);
  });

  it('refuses a service that is not to run, and none of one that is', () => {
    expect(() => parseReplicas('booking=2', services)).toThrow(
      'booking is none of the services that are to run',
    );
    expect(() => parseReplicas('dispatch=0', services)).toThrow('dispatch: at least 1');
  });
});

describe('parseAddition', () => {
  it('reads a service and its bundle, wherever that is', () => {
    expect(parseAddition('booking@/a@b/main.cjs')).toEqual({ service: 'booking', bundle: '/a@b/main.cjs' });
  });

  it('refuses what has no bundle', () => {
    expect(() => parseAddition('booking')).toThrow('is not <service>@<bundle>');
  });
});
