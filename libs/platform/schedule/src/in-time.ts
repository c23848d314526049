import { type Millis, type Timers } from '@hansom/platform-context';

/** What a piece of work comes to; when it takes longer than `ms` (real time), what `late` says. Then it goes on, and nobody hears of it. */
export async function inTime<T>(
  timers: Timers,
  ms: Millis,
  { work, late }: { work: Promise<T>; late: () => T },
): Promise<T> {
  let cancel = (): void => undefined;
  const time = new Promise<void>((resolve) => (cancel = timers.after(ms, resolve)));
  try {
    return await Promise.race([work, time.then(late)]);
  } finally {
    cancel();
  }
}
