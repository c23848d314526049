import { HansomError } from '@hansom/platform-errors';
import { aCall } from '@hansom/platform-rpc/testing';
import { BookingState } from '@hansom/proto-booking';
import { requireId, uuidOf } from '@hansom/shared-ids';

import { aContext, aJob, idOf, type SpecContext } from '../../test/a-context.ts';
import { type Turn, Turns } from './turns.ts';

/** Turns of three jobs at most, in a city with that many jobs. */
async function turnsOf(count: number) {
  const ctx = await aContext();
  ctx.config.current.batchJobs = 3;
  for (let n = 1; n <= count; n++) aJob(ctx, n);
  const turns = new Turns(ctx);
  return { ctx, next: () => turns.next('got', aCall({ effects: ctx.effects })) };
}

/** The numbers of a turn's jobs. */
function jobsOf({ jobs }: Turn): number[] {
  return jobs.map(({ job }) => Number(uuidOf(requireId('booking', job.bookingId, '')).slice(-12)));
}

function isOver(ctx: SpecContext, n: number): void {
  ctx.world.jobs.set(idOf('booking', n), { ...aJob(ctx, n), state: BookingState.CANCELLED });
}

describe('turns', () => {
  it('go on where the last one ended, and begin again with those that wait longest', async () => {
    const { next } = await turnsOf(7);

    const seen = [];
    for (let n = 0; n < 4; n++) {
      const turn = await next();
      seen.push(jobsOf(turn));
      turn.end(undefined);
    }

    expect(seen).toEqual([[1, 2, 3], [4, 5, 6], [7], [1, 2, 3]]);
  });

  it('begin with the first job that the last one left', async () => {
    const { next } = await turnsOf(7);
    (await next()).end(undefined);

    const left = (await next()).end(idOf('booking', 5));

    expect([left, jobsOf(await next())]).toEqual([2, [5, 6, 7]]);
  });

  it('go on across pages, also when jobs are over meanwhile', async () => {
    const { ctx, next } = await turnsOf(130);
    ctx.config.current.batchJobs = 65;
    (await next()).end(undefined);
    isOver(ctx, 66);

    expect(jobsOf(await next())).toEqual(Array.from({ length: 64 }, (_, index) => index + 67));
  });

  it('list a job once that stands at the end of a page and at the beginning of the next', async () => {
    const { ctx, next } = await turnsOf(2);
    const listSearching = ctx.booking.listSearching;
    jest.spyOn(ctx.booking, 'listSearching').mockImplementation(async (request, call) => {
      const { jobs } = await listSearching({ ...request, page: '' }, call);
      return request.page === '' ? { jobs: jobs.slice(0, 1), nextPage: '1' } : { jobs, nextPage: '' };
    });

    expect(jobsOf(await next())).toEqual([1, 2]);
  });

  it('have what was listed when a page does not come, and begin with that page next time', async () => {
    const { ctx, next } = await turnsOf(130);
    ctx.config.current.batchJobs = 100;
    const { listSearching } = ctx.booking;
    const away = new HansomError('deadline_exceeded', 'booking.deadline_exceeded', { description: 'late' });
    const asked = jest.spyOn(ctx.booking, 'listSearching');
    asked.mockImplementationOnce(listSearching).mockRejectedValueOnce(away).mockImplementation(listSearching);

    const first = await next();
    first.end(undefined);
    const second = await next();

    expect([first.jobs.length, jobsOf(second)[0]]).toEqual([64, 65]);
  });

  it('begin at the front after one that failed', async () => {
    const { ctx, next } = await turnsOf(7);
    (await next()).end(undefined);
    ctx.world.away.add('booking');
    await expect(next()).rejects.toThrow('booking is away');
    ctx.world.away.clear();

    expect(jobsOf(await next())).toEqual([1, 2, 3]);
  });
});
