import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { BOOKING, DRIVER, ELSEWHERE, OFFER, RIDER, SHIFT } from '../../test/a-ride.ts';
import { aStoriesContext, type World } from '../../test/a-stories-context.ts';
import { search as route } from '../routes/search.ts';
import { search } from './search.ts';

interface Asked extends Partial<World> {
  roles?: string[];
  city?: string;
}

async function find(q: string, { roles = ['OPS.GOT'], city, ...world }: Asked = {}) {
  const { ctx, effects } = aStoriesContext(world);
  const sent = { query: { q, ...(city && { city }) }, user: aUser({ id: 'staff_1', roles }) };
  return (await callRoute(implement(route, search(ctx)), sent, { effects })).body;
}

const idsOf = ({ hits }: Awaited<ReturnType<typeof find>>): string[] => hits.map(({ id }) => id);

describe('search', () => {
  it.each([
    ['a ride', BOOKING, [BOOKING]],
    ['the ride of an offer', OFFER, [BOOKING]],
    ['a driver', DRIVER, [DRIVER]],
    ['the driver of a shift', SHIFT, [DRIVER]],
    ['a rider with the last rides', RIDER, [RIDER, BOOKING]],
  ])('finds %s by id', async (_, id, ids) => {
    expect(idsOf(await find(` ${id} `))).toEqual(ids);
  });

  it('finds drivers and riders by text, and says what they are', async () => {
    expect((await find('ast')).hits).toMatchObject([
      { kind: 'driver', title: 'Asta', detail: 'ABC123 Volvo V90, active, +46 •• ••• •• 99', city: 'got' },
    ]);
    expect((await find('anna')).hits).toMatchObject([
      { kind: 'rider', title: 'Anna Lind', detail: '+46 •• ••• •• 12' },
      { kind: 'booking', title: 'Nordstan to Götaplatsen', detail: 'completed, standard, for Anna' },
    ]);
  });

  it.each(['asta 4670', 'anna 4670123', '467012345'])('tells nothing of a phone by %j', async (q) => {
    expect(idsOf(await find(q))).toEqual([]);
    expect(idsOf(await find(q, { roles: ['OPS.GOT', 'OPS.PHONES'] }))).not.toEqual([]);
  });

  it('finds by a whole phone who may not see it', async () => {
    expect(idsOf(await find('070-000 00 99'))).toEqual([]); // it has no country
    expect(idsOf(await find('+46 70 000 00 99'))).toEqual([DRIVER]);
  });

  it('finds nothing of a city that one may not see, nor of another than was asked for', async () => {
    expect(idsOf(await find(BOOKING, { roles: ['OPS.STO'] }))).toEqual([]);
    expect(idsOf(await find(ELSEWHERE))).toEqual([]);
    expect(idsOf(await find('ast', { roles: ['OPS.STO'] }))).toEqual([]);
    expect(idsOf(await find(BOOKING, { roles: ['OPS'], city: 'sto' }))).toEqual([]);
    await expect(find('ast', { city: 'sto' })).rejects.toMatchObject({ code: 'console.no_city' });
  });

  it('finds a rider who never rode in a city that one may see only for whom sees all', async () => {
    expect(idsOf(await find('anna', { jobs: [] }))).toEqual([]);
    expect(idsOf(await find('anna', { roles: ['OPS.STO'] }))).toEqual([]);
    expect(idsOf(await find('anna', { jobs: [], roles: ['OPS'] }))).toEqual([RIDER]);
  });

  it('finds nothing by an id that names nothing', async () => {
    expect(await find(BOOKING.replace(/.$/, '0'))).toEqual({ hits: [], missing: [] });
  });

  it('tells what could not be looked for', async () => {
    const told = await find('anna', { down: ['driver'] });

    expect(idsOf(told)).toEqual([RIDER, BOOKING]);
    expect(told.missing).toEqual([{ part: 'hits.driver', why: 'driver: nobody is there' }]);
  });

  it.each(['', '  ', 'x'.repeat(101)])('refuses %j', async (q) => {
    await expect(find(q)).rejects.toMatchObject({ kind: 'invalid_argument' });
  });
});
