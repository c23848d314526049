import { type Millis, type Timers } from '@hansom/platform-context';

/** Nobody answered in time. What was asked for may be done all the same. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Rejects when `work` takes longer than `ms`. An event loop that was busy runs its timers before it reads what came meanwhile: so after the time
 * there is one more turn, in which an answer that was there in time counts.
 */
export function inTime<T>(timers: Timers, ms: Millis, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new TooLate(`no answer in ${ms} ms`));
    const cancel = timers.after(ms, () => void setImmediate(late)); // comes after reading
    work.then(resolve, reject).finally(cancel);
  });
}
