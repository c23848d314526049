import { type Logger } from '@hansom/platform-context';
import { isPassing } from '@hansom/platform-errors';
import { type Call, parallel } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';

const AT_ONCE = 8;

/** A job that searches, or an offer that is to be made of it. */
interface OfJob {
  job: Pick<Booking, 'bookingId'>;
}

export interface Done<R> {
  /** In the order of the items; undefined for an item whose work failed or was not done in time. */
  results: (R | undefined)[];
  /** How many items were begun: always the first ones. */
  begun: number;
}

/**
 * Does the same for each item, in order, some at a time, until the time of the call is up: then no further item is begun, and those under
 * way are waited for no longer. No item keeps the others from being done: what is broken is logged, and who was away, slow or
 * busy is asked again by the next batch.
 */
export async function inParallel<T extends OfJob, R>(
  items: readonly T[],
  { call, log }: { call: Call; log: Logger },
  work: (item: T, call: Call) => Promise<R>,
): Promise<Done<R>> {
  const results = items.map((): R | undefined => undefined);
  let begun = 0;
  const tasks = items.map((item, index) => async (own: Call) => {
    begun = index + 1;
    try {
      results[index] = await work(item, own);
    } catch (error) {
      if (!own.cancelled && !isPassing(error))
        log.error('a job could not be matched', { booking: item.job.bookingId, error });
    }
  });
  try {
    await parallel(Object.fromEntries(tasks.entries()), { call, limit: AT_ONCE }); // numeric names keep their order
  } catch (error) {
    if (!call.cancelled) throw error;
  }
  return { results, begun };
}
