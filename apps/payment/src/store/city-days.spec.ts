import { instant } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';

import { cityDaysTable, cityEntriesTable, type CityList, cityList } from './city-days.ts';

const HOUR = 3_600_000;

async function aList(): Promise<CityList> {
  const engine = await new SimulatedStore(fakeEffects()).open('payment');
  const [days, entries] = [
    openTable(engine, cityDaysTable('spec')),
    openTable(engine, cityEntriesTable('spec')),
  ];
  return cityList({ days, entries });
}

async function all(list: CityList, city = 'got'): Promise<{ keys: string[]; pages: number }> {
  const keys: string[] = [];
  let [pages, page] = [0, ''];
  do {
    const found = await list.page(city, page);
    keys.push(...found.keys);
    page = found.next;
    pages += 1;
  } while (page !== '');
  return { keys, pages };
}

describe('a list of a city', () => {
  it('has everything once, in order, page by page, over days without entries', async () => {
    const list = await aList();
    const entries = Array.from({ length: 500 }, (_, i) => ({
      at: instant(i * HOUR * (i < 450 ? 0.1 : 3)),
      key: String(1_000 + i),
    }));

    for (const entry of entries.toReversed()) await list.note('got', entry);

    const { keys } = await all(list);
    expect(keys).toEqual(entries.map(({ key }) => key));
  });

  it('has pages of 200', async () => {
    const list = await aList();
    for (let i = 0; i < 401; i++) await list.note('got', { at: instant(0), key: String(1_000 + i) });

    const { keys } = await list.page('got', '');

    expect(keys).toHaveLength(200);
    expect((await all(list)).keys).toHaveLength(401);
  });

  it('has an entry once that is noted twice, and none of another city', async () => {
    const list = await aList();
    await list.note('got', { at: instant(0), key: 'a' });
    await list.note('got', { at: instant(0), key: 'a' });
    await list.note('lon', { at: instant(0), key: 'b' });

    expect(await all(list)).toEqual({ keys: ['a'], pages: 1 });
    expect(await all(list, 'par')).toEqual({ keys: [], pages: 1 });
  });
});
