import { type Millis } from '@hansom/platform-context';

import { type AppWorld } from './app.ts';

const FIRST_PAUSE: Millis = 200;
const LONGEST_PAUSE: Millis = 3_000;
const TRIES = 20;
/** Too many requests, or a server that cannot just now. */
const LATER = [429, 503, 504];

/**
 * Sends a request again, the same with the same key, while there is no answer or only that there is none yet: as an app does where
 * the network is bad, and a spec where a machine does many things at once. Pauses grow, and differ.
 */
export function patientFetch({ effects: { timers, random } }: AppWorld): typeof fetch {
  return async (url, init) => {
    for (let tries = 1; ; tries++) {
      const response = await fetch(url, init).catch((error: unknown) => {
        if (tries === TRIES || init?.signal?.aborted) throw error;
        return undefined;
      });
      if (response && (tries === TRIES || !LATER.includes(response.status))) return response;
      const asked = Number(response?.headers.get('retry-after') ?? 0) * 1000;
      const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries);
      await timers.sleep(asked + longest * random.next()); // one try after the other
    }
  };
}
