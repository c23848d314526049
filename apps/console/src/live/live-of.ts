import { broadcast, every, type Subscription } from '@hansom/platform-bus';
import { type AnyImplemented, type CookieIdentity, implement, type SocketPlace } from '@hansom/platform-http';
import { type Host } from '@hansom/platform-runtime';
import { bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { DriverServiceDefinition } from '@hansom/proto-driver';
import { paymentEvents } from '@hansom/proto-payment';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { shiftEvents, ShiftServiceDefinition } from '@hansom/proto-shift';

import { getDemand } from '../handlers/get-demand.ts';
import { getHistory } from '../handlers/get-history.ts';
import { getNow } from '../handlers/get-now.ts';
import * as routes from '../routes/city.ts';
import { type ServiceBoard } from '../services/service-board.ts';
import { bookingChanged } from './consumers/booking-changed.ts';
import { paymentMade } from './consumers/payment-made.ts';
import { shiftChanged } from './consumers/shift-changed.ts';
import { keepLive } from './keep-live.ts';
import { listCities } from './list-cities.ts';
import { LiveCities } from './live-cities.ts';
import { LiveSockets } from './live-sockets.ts';

export interface LiveOptions {
  cookie: Pick<CookieIdentity, 'name' | 'identify'>;
  /** How the services do. */
  services: ServiceBoard;
}

/** The live cities: what serves them, and what they listen to. */
export interface Live {
  readonly routes: AnyImplemented[];
  readonly sockets: SocketPlace;
  readonly consumers: Subscription[];
}

/** Keeps the cities live, for pages to look at. */
export function liveOf(
  host: Pick<
    Host,
    'clock' | 'monotonic' | 'timers' | 'log' | 'ids' | 'client' | 'call' | 'loop' | 'telemetry'
  >,
  { cookie, services }: LiveOptions,
): Live {
  const city = host.client(CityServiceDefinition);
  const cities = new LiveCities(host, () => listCities({ city, call: host.call }));
  const sockets = new LiveSockets({ cities, cookie, epoch: host.ids.uuid(), effects: host });
  const callees = {
    shift: host.client(ShiftServiceDefinition),
    booking: host.client(BookingServiceDefinition),
    driver: host.client(DriverServiceDefinition),
    tracker: host.client(PositionTrackerServiceDefinition),
    call: host.call,
  };
  keepLive(host, { cities, sockets, services, callees });
  return {
    routes: [
      implement(routes.getNow, getNow({ cities })),
      implement(routes.getHistory, getHistory({ cities })),
      implement(routes.getDemand, getDemand({ cities })),
    ],
    sockets: sockets.place,
    consumers: [
      broadcast(shiftEvents, every(shiftChanged(cities))),
      broadcast(bookingEvents, every(bookingChanged(cities))),
      broadcast(paymentEvents, {
        'payment.captured': paymentMade(cities, ({ captured }) => captured),
        'payment.cash_collected': paymentMade(cities, ({ due }) => due),
      }),
    ],
  };
}
