import { type SeenCity } from '@hansom/client-console';

import { chooseCity, cityOfPath } from './city-choice.ts';

const CITIES = ['dub', 'got'].map(
  (code): SeenCity => ({
    code,
    name: code,
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    bounds: { south: 0, west: 0, north: 1, east: 1 },
  }),
);

function remembered(code: string | null) {
  return { getItem: () => code };
}

describe('the city that one is in', () => {
  it('is that of the address', () => {
    expect(cityOfPath('/city/got')).toBe('got');
    expect(chooseCity(CITIES, '/city/got', remembered('dub'))?.code).toBe('got');
  });

  it('is the last one, on views of no city', () => {
    expect(cityOfPath('/services')).toBeUndefined();
    expect(chooseCity(CITIES, '/services', remembered('got'))?.code).toBe('got');
  });

  it('is the first, where the other is not to be seen', () => {
    expect(chooseCity(CITIES, '/city/lon', remembered('lon'))?.code).toBe('dub');
    expect(chooseCity([], '/', remembered(null))).toBeUndefined();
  });
});
