import { createCustomerApiClient, NoAnswer, ProblemError } from '@hansom/client-customer-api';
import { type Millis } from '@hansom/platform-context';

import { type RiderApp } from '../city/rider-app.ts';
import { type UpCity } from './up-city.ts';

/** What a client of calls that may be repeated has seen. */
export interface Reads {
  readonly answered: number;
  /** Tries that failed, as in `getState 503`. */
  readonly failures: readonly string[];
  /** Those that were still not answered after all repeats. */
  readonly lost: readonly string[];
  /** The longest that one took, with its repeats. */
  readonly longestMs: Millis;
}

const DEADLINE: Millis = 10_000;
/** Repeated for so long. */
const PATIENCE: Millis = 60_000;
const PAUSE: Millis = 250;

/** Reads what a rider's app reads while some work goes on, one after the other, each repeated plainly until it is answered. Rejects when the work does. */
export async function readWhile(
  work: Promise<unknown>,
  { city: { urls, effects }, rider }: { city: UpCity; rider: RiderApp },
): Promise<Reads> {
  const { monotonic, timers } = effects;
  const api = createCustomerApiClient({
    ...{ baseUrl: urls.rider, token: rider.session.token, deadlineMs: DEADLINE },
  });
  const reads = {
    getTime: () => api.getTime(),
    getState: () => api.getState(),
    listCities: () => api.listCities(),
    listBookings: () => api.listBookings(),
    listPaymentMethods: () => api.listPaymentMethods(),
  };
  const seen = { answered: 0, failures: [] as string[], lost: [] as string[], longestMs: 0 };
  const over = new AbortController();
  await Promise.all([work.finally(() => over.abort()), run()]);
  return seen;

  async function run(): Promise<void> {
    while (!over.signal.aborted) {
      for (const [name, read] of Object.entries(reads)) await settle(name, read); // one after the other, as an app does
      await timers.sleep(PAUSE, over.signal);
    }
  }

  async function settle(name: string, read: () => Promise<unknown>): Promise<void> {
    const begun = monotonic.now();
    const elapsed = (): Millis => monotonic.now() - begun;
    for (;;) {
      const error = await read().then(() => undefined, asError);
      seen.longestMs = Math.max(seen.longestMs, elapsed());
      if (error === undefined) return void (seen.answered += 1);
      const failure = `${name} ${inWords(error)}`;
      seen.failures.push(failure);
      if (elapsed() > PATIENCE) return void seen.lost.push(failure);
      await timers.sleep((error instanceof ProblemError && error.retryAfterMs) || PAUSE);
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function inWords(error: Error): string {
  if (error instanceof ProblemError) return `${error.status} ${error.code}`;
  return error instanceof NoAnswer ? error.reason : error.message;
}
