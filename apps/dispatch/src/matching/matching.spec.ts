import { type Call, rootCall } from '@hansom/platform-rpc';
import { type ListSearchingRequest, type ListSearchingResponse } from '@hansom/proto-booking';

import { aCity, aContext, aJob, freeDrivers, offersOf, type SpecContext } from '../../test/a-context.ts';
import { matching } from './matching.ts';

type ListSearching = (request: ListSearchingRequest, call: Call) => Promise<ListSearchingResponse>;

/** Rounds over cities of these codes; `before` is asked before a city's jobs are listed. */
function rounds(ctx: SpecContext, codes: string[], before: (city: string, call: Call) => Promise<void>) {
  const listSearching: ListSearching = ctx.booking.listSearching;
  const cities = codes.map((code) => ({ ...aCity(), code }));
  const own = {
    ...ctx,
    city: { ...ctx.city, listCities: () => Promise.resolve({ cities, revision: '1' }) },
    booking: {
      ...ctx.booking,
      listSearching: async (request: ListSearchingRequest, call: Call) => {
        await before(request.city, call);
        return request.city === 'got' ? listSearching(request, call) : { jobs: [], nextPage: '' };
      },
    },
  };
  return matching(own, {
    leases: { hold: () => Promise.resolve(true) },
    begin: ({ deadlineMs }) => rootCall(ctx.effects, { name: 'dispatch', deadlineMs }),
  });
}

function forEver(call: Call): Promise<never> {
  return new Promise((_, reject) => call.onCancel(() => reject(new Error('the call ran out of time'))));
}

describe('a round of matching', () => {
  it('matches a city however many others are slow, and tells of those', async () => {
    const ctx = await aContext();
    aJob(ctx);
    freeDrivers(ctx, 1);
    const slow = ['aaa', 'bbb', 'ccc', 'ddd', 'eee'];
    const round = rounds(ctx, [...slow, 'got'], async (city, call) => {
      if (slow.includes(city)) await forEver(call);
    });

    const failed = expect(round(new AbortController().signal)).rejects.toThrow('the call ran out of time');
    await ctx.effects.time.advance(10_000);
    await failed;

    expect(await offersOf(ctx)).toMatchObject([{ state: 'SENT' }]);
  });

  it('tells of a batch that has no time for all of its jobs', async () => {
    const ctx = await aContext();
    for (let n = 1; n <= 100; n++) aJob(ctx, n);
    ctx.world.before = (rpc) => (rpc === 'findNearest' ? ctx.effects.timers.sleep(1_000) : undefined);
    const round = rounds(ctx, ['got'], async () => undefined);

    const ended = round(new AbortController().signal);
    await ctx.effects.time.advance(10_000);
    await ended;

    expect(ctx.effects.log.lines).toMatchObject([
      {
        level: 'warn',
        message: 'a batch had no time for all of its jobs',
        fields: { city: 'got', left: 76 },
      },
    ]);
  });

  it('tells of a look after claims that has no time for all shifts', async () => {
    const ctx = await aContext();
    freeDrivers(ctx, 65);
    ctx.world.before = (rpc) => (rpc === 'listLive' ? ctx.effects.timers.sleep(6_000) : undefined);
    const round = rounds(ctx, ['got'], async () => undefined);

    const ended = round(new AbortController().signal);
    await ctx.effects.time.advance(10_000);
    await ended;

    expect(ctx.effects.log.lines).toMatchObject([
      {
        level: 'warn',
        message: 'there was no time to compare all shifts with their offers',
        fields: { city: 'got' },
      },
    ]);
  });

  it('begins with those that were matched longest ago', async () => {
    const ctx = await aContext();
    const asked: string[] = [];
    let stop = new AbortController();
    const round = rounds(ctx, ['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff'], async (city) => {
      asked.push(city);
      if (asked.length === 4) stop.abort();
    });

    await round(stop.signal);
    stop = new AbortController();
    await ctx.effects.time.advance(2_000);
    await round(stop.signal);

    expect(asked).toEqual(['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff', 'aaa', 'bbb', 'ccc', 'ddd']);
  });
});
