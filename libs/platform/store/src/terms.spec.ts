import { fakeEffects } from '@hansom/platform-context/testing';

import { openTable } from './open-table.ts';
import { SimulatedStore } from './simulated.ts';
import { isMeant, type Terms, termsIn, termTable } from './terms.ts';

const ASTA = { scope: 'got', id: 'asta', texts: ['Åsta Öberg', '+46701234567', 'ABC123'] };

async function someTerms(): Promise<Terms> {
  const engine = await new SimulatedStore({ clock: fakeEffects().clock }).open('spec');
  const terms = termsIn(openTable(engine, termTable('terms')));
  await terms.note(ASTA);
  await terms.note({ scope: 'got', id: 'astrid', texts: ['Astrid'] });
  await terms.note({ scope: 'sto', id: 'far', texts: ['Asta'] });
  return terms;
}

describe('terms', () => {
  it.each([
    ['Ast', ['asta', 'astrid']],
    ['åsta', ['asta']],
    ['öb', ['asta']],
    ['abc1', ['asta']],
    ['+46 70-123 45', ['asta']],
    ['0046701234567', ['asta']],
    ['astri Öberg', ['astrid']], // it may be meant: `isMeant` judges
  ])('finds by %s, in its scope', async (text, ids) => {
    expect(await (await someTerms()).find({ scope: 'got', text, limit: 10 })).toEqual(ids);
  });

  it.each(['', 'a', '-', '+46 7', 'bc1', 'zz'])('finds nothing by %j', async (text) => {
    expect(await (await someTerms()).find({ scope: 'got', text, limit: 10 })).toEqual([]);
  });

  it('finds by characters that are two units long', async () => {
    const terms = await someTerms();
    await terms.note({ scope: 'got', id: 'ari', texts: ['有𠮷'] });
    await terms.note({ scope: 'got', id: 'yoshida', texts: ['𠮷田'] });

    const found = ['有𠮷', '𠮷', '𠮷田'].map((text) => terms.find({ scope: 'got', text, limit: 10 }));

    expect(await Promise.all(found)).toEqual([['ari'], ['yoshida'], ['yoshida']]);
  });

  it('finds no more than was asked for', async () => {
    expect(await (await someTerms()).find({ scope: 'got', text: 'as', limit: 1 })).toEqual(['asta']);
  });
});

describe('isMeant', () => {
  it.each(['asta', 'Öberg Åsta', 'obe as', '+46 70 123', 'abc'])('takes %s', (wanted) => {
    expect(isMeant(wanted, ASTA.texts)).toBe(true);
  });

  it.each(['', 'asta lind', 'berg', '4670124'])('takes not %j', (wanted) => {
    expect(isMeant(wanted, ASTA.texts)).toBe(false);
  });

  it('takes what must be known whole only so', () => {
    const isAsta = (wanted: string) => isMeant(wanted, ['Asta'], ['+46 70 123 45 67']);

    expect(['asta', '0046701234567'].map(isAsta)).toEqual([true, true]);
    expect(['+46 70 123 45 6', 'asta 467'].map(isAsta)).toEqual([false, false]);
  });
});
