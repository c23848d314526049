import { fakeEffects } from '@hansom/platform-context/testing';

import { openTable } from './open-table.ts';
import { SimulatedStore } from './simulated.ts';
import { isMeant, type Terms, termsIn, termTable } from './terms.ts';

const ASTA = { scope: 'got', id: 'asta', texts: ['Åsta Öberg', '+46701234567', 'ABC123'] };

const all = async (id: string): Promise<string> => id;

/** Ids of all that may be meant. */
function found(terms: Terms, text: string, limit = 10): Promise<string[]> {
  return terms.find({ scope: 'got', text, limit }, all);
}

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
    expect(await found(await someTerms(), text)).toEqual(ids);
  });

  it.each(['', 'a', '-', '+46 7', 'bc1', 'zz'])('finds nothing by %j', async (text) => {
    expect(await found(await someTerms(), text)).toEqual([]);
  });

  it('finds by characters that are two units long', async () => {
    const terms = await someTerms();
    await terms.note({ scope: 'got', id: 'ari', texts: ['有𠮷'] });
    await terms.note({ scope: 'got', id: 'yoshida', texts: ['𠮷田'] });

    const ids = ['有𠮷', '𠮷', '𠮷田'].map((text) => found(terms, text));

    expect(await Promise.all(ids)).toEqual([['ari'], ['yoshida'], ['yoshida']]);
  });

  it('finds no more than was asked for', async () => {
    expect(await found(await someTerms(), 'as', 1)).toEqual(['asta']);
  });

  it('looks up the word that tells most', async () => {
    const terms = await someTerms();
    await terms.note({ scope: 'got', id: 'astor', texts: ['Astor Svensson'] });

    expect(await found(terms, 'ast svens')).toEqual(['astor']);
  });

  it('goes on until so many were taken, and judges each once', async () => {
    const terms = await someTerms();
    const ids = Array.from({ length: 120 }, (_, n) => `anna_${String(n).padStart(3, '0')}`);
    for (const id of ids) await terms.note({ scope: 'got', id, texts: ['Anna Annasdotter'] });
    const judged: string[] = [];
    const judge = async (id: string) => (judged.push(id), id > 'anna_110' ? id : undefined);

    const taken = await terms.find({ scope: 'got', text: 'anna', limit: 3 }, judge);

    expect(taken).toEqual(['anna_111', 'anna_112', 'anna_113']);
    expect(judged).toEqual(ids);
  });

  it('does not look for ever', async () => {
    const terms = await someTerms();
    for (let n = 0; n < 600; n++) await terms.note({ scope: 'got', id: `anna_${n}`, texts: ['Anna'] });
    const judge = jest.fn(async () => undefined);

    expect(await terms.find({ scope: 'got', text: 'anna', limit: 3 }, judge)).toEqual([]);
    expect(judge).toHaveBeenCalledTimes(500);
  });

  it('forgets words that went, and none that are there', async () => {
    const terms = await someTerms();

    await terms.forget({ ...ASTA, texts: ['Åsta Lind', 'Öberg'] }, async () => ['Åsta Berg']);

    expect(await Promise.all(['asta', 'oberg', 'berg'].map((text) => found(terms, text)))).toEqual([
      ['asta'],
      [],
      ['asta'],
    ]);
  });

  it.each([
    ['was given back meanwhile', ['Öberg'], 'Åsta Lind'],
    ['somebody else took back just before', ['Åsta'], 'Åsta Lind Öberg'],
  ])('notes anew what %s', async (_, texts, before) => {
    const terms = await someTerms();
    await terms.forget({ ...ASTA, texts: ['Öberg'] }, async () => []);
    const states = [[before], ['Åsta Öberg']];

    await terms.forget({ ...ASTA, texts }, async () => states.shift() ?? []);

    expect(await found(terms, 'oberg')).toEqual(['asta']);
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
