import { isPassing } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';

import { type DispatchContext } from '../context.ts';

/** A job that searches for a driver. */
export interface SearchingJob {
  job: Booking;
  /** Drivers who must not be asked again. */
  excludedDriverIds: readonly string[];
}

/** The jobs of one batch. */
export interface Turn {
  /** Those that wait longest come first. */
  jobs: readonly SearchingJob[];
  /** The next turn begins with this one of the jobs; without it, behind all of them. Returns how many are left to the next turn. */
  end(firstLeft: string | undefined): number;
}

/** Where a turn begins in the list of a city's jobs: on that page, behind that id. */
interface Place {
  page: string;
  after: string;
}

type Listed = SearchingJob & { page: string };

const FRONT: Place = { page: '', after: '' };

/**
 * Whose turn it is among the searching jobs of each city. A turn goes on where the one before ended; behind the last job it begins again
 * with those that wait longest. So jobs with no driver near keep nobody behind them waiting. Known to one instance only, and
 * forgotten with it.
 */
export class Turns {
  private readonly places = new Map<string, Place>();

  constructor(private readonly ctx: Pick<DispatchContext, 'booking' | 'config'>) {}

  /** The jobs whose turn it is: as many as a batch may have, or as were listed before the call's time was up. */
  async next(city: string, call: Call): Promise<Turn> {
    const place = this.places.get(city) ?? FRONT;
    this.places.delete(city); // a turn that fails is followed by one from the front
    const { listed, rest } = await this.list(city, place, call);
    const jobs = listed.slice(0, this.ctx.config.current.batchJobs);
    const end = (firstLeft: string | undefined): number => {
      const left = jobs.findIndex(({ job }) => job.bookingId === firstLeft);
      const done = left < 0 ? jobs.length : left;
      const page = listed[done]?.page ?? rest;
      if (page !== undefined)
        this.places.set(city, { page, after: listed[done - 1]?.job.bookingId ?? place.after });
      return jobs.length - done;
    };
    return { jobs, end };
  }

  /** At least as many jobs as a batch may have, if there are, and the page behind them, if there is one. */
  private async list(
    city: string,
    { page: first, after }: Place,
    call: Call,
  ): Promise<{ listed: Listed[]; rest?: string }> {
    const listed: Listed[] = [];
    let page = first;
    do {
      const answer = await this.ctx.booking.listSearching({ city, page }, call).catch((error: unknown) => {
        if (page === first || !isPassing(error)) throw error;
        return undefined; // the next turn begins with this page
      });
      if (!answer) return { listed, rest: page };
      for (const { booking: job, excludedDriverIds } of answer.jobs) {
        const isNew = job && job.bookingId > (listed.at(-1)?.job.bookingId ?? after); // a page may repeat the last of the one before
        if (isNew) listed.push({ job, excludedDriverIds, page });
      }
      page = answer.nextPage;
    } while (page !== '' && listed.length < this.ctx.config.current.batchJobs);
    return page === '' ? { listed } : { listed, rest: page };
  }
}
