import { withoutPlace, withPlace } from './places.ts';

const aPlace = (name: string, label = '') => ({ name, lat: 57.7, lng: 11.97, label });
const namesOf = (places: { name: string }[] | undefined) => places?.map(({ name }) => name);

describe('withPlace', () => {
  it('keeps places in the order of their names', () => {
    expect(namesOf(withPlace([aPlace('home'), aPlace('work')], aPlace('gym'), 50))).toEqual([
      'gym',
      'home',
      'work',
    ]);
  });

  it('moves a place that has the name already, also when there is no room for another', () => {
    const places = withPlace([aPlace('gym'), aPlace('home')], aPlace('home', 'Järntorget 4'), 2);

    expect(places).toEqual([aPlace('gym'), aPlace('home', 'Järntorget 4')]);
  });

  it('has no room for one too many', () => {
    expect(withPlace([aPlace('gym'), aPlace('home')], aPlace('work'), 2)).toBeUndefined();
  });
});

describe('withoutPlace', () => {
  it('takes one away, if it is there', () => {
    expect(namesOf(withoutPlace([aPlace('gym'), aPlace('home')], 'gym'))).toEqual(['home']);
    expect(namesOf(withoutPlace([aPlace('gym')], 'work'))).toEqual(['gym']);
  });
});
