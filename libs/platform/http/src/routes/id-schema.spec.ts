import { makeId } from '@hansom/shared-ids';

import { idOf } from './id-schema.ts';

const UUID = '019b8c90-3c00-7000-8000-000000000001';

describe('idOf', () => {
  it('takes an id of its kind', () => {
    const id = makeId('rider', UUID);

    expect(idOf('rider').parse(id)).toBe(id);
  });

  it.each(['rider_1', makeId('guest', UUID), ''])('refuses %p, and says what rule it breaks', (text) => {
    const { error } = idOf('rider').safeParse(text);

    expect(error?.issues).toMatchObject([{ message: expect.stringMatching(/^must/) }]);
  });
});
