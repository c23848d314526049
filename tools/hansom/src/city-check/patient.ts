import { again } from '../again.ts';
import { type CitySources } from './read-city.ts';

/** The same sources; whoever is busy is asked again. */
export function patient({ booking, events, payment, parked, now, timers }: CitySources): CitySources {
  return {
    ...{ now, timers },
    booking: {
      get: (request, call) => again(timers, () => booking.get(request, call)),
      listLive: (request, call) => again(timers, () => booking.listLive(request, call)),
    },
    events: { read: (request, call) => again(timers, () => events.read(request, call)) },
    payment: {
      listPayments: (request, call) => again(timers, () => payment.listPayments(request, call)),
      listJournals: (request, call) => again(timers, () => payment.listJournals(request, call)),
      getOfBooking: (request, call) => again(timers, () => payment.getOfBooking(request, call)),
    },
    parked: () => again(timers, parked),
  };
}
