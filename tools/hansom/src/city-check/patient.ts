import { type Timers } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type CitySources } from './read-city.ts';

const TRIES = 10;
const PAUSE_MS = 500;
const BUSY = ['unavailable', 'deadline_exceeded', 'resource_exhausted'];

/** The same sources; whoever is away or busy is asked again. Everything that is asked changes nothing. */
export function patient({ booking, events, payment, parked, now, timers }: CitySources): CitySources {
  const again = againWith(timers);
  return {
    ...{ now, timers },
    booking: {
      get: (request, call) => again(() => booking.get(request, call)),
      listLive: (request, call) => again(() => booking.listLive(request, call)),
    },
    events: { read: (request, call) => again(() => events.read(request, call)) },
    payment: {
      listPayments: (request, call) => again(() => payment.listPayments(request, call)),
      listJournals: (request, call) => again(() => payment.listJournals(request, call)),
      getOfBooking: (request, call) => again(() => payment.getOfBooking(request, call)),
    },
    parked: () => again(parked),
  };
}

function againWith(timers: Timers) {
  return async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await ask();
      } catch (error) {
        const isBusy = error instanceof HansomError && BUSY.includes(error.kind);
        if (!isBusy || tries === TRIES) throw error;
        await timers.sleep(PAUSE_MS);
      }
    }
  };
}
