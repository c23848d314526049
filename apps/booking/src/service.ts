import { ordered } from '@hansom/platform-bus';
import { defineService } from '@hansom/platform-runtime';
import {
  type Aggregates,
  type LiveIndex,
  liveIndex,
  liveIndexTable,
  whereItBelongs,
} from '@hansom/platform-schedule';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { CustomerServiceDefinition } from '@hansom/proto-customer';
import { paymentEvents } from '@hansom/proto-payment';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { PricingServiceDefinition } from '@hansom/proto-pricing';

import { config, settings } from './config.ts';
import { paymentAuthFailed } from './consumers/payment-auth-failed.ts';
import { paymentSettled } from './consumers/payment-settled.ts';
import { type BookingContext } from './context.ts';
import { arrive } from './handlers/arrive.ts';
import { cancelByDriver } from './handlers/cancel-by-driver.ts';
import { cancelByOperator } from './handlers/cancel-by-operator.ts';
import { cancel } from './handlers/cancel.ts';
import { complete } from './handlers/complete.ts';
import { create } from './handlers/create.ts';
import { decideOffer } from './handlers/decide-offer.ts';
import { getActive } from './handlers/get-active.ts';
import { get } from './handlers/get.ts';
import { listLive } from './handlers/list-live.ts';
import { listOfDriver } from './handlers/list-of-driver.ts';
import { listOfRider } from './handlers/list-of-rider.ts';
import { listSearching } from './handlers/list-searching.ts';
import { logContact } from './handlers/log-contact.ts';
import { noShow } from './handlers/no-show.ts';
import { start } from './handlers/start.ts';
import {
  bookingAggregate,
  type BookingFields,
  type BookingState,
  isLive,
  ridersTable,
} from './store/booking-aggregate.ts';
import { driverJobsTable, jobsIn, riderJobsTable } from './store/jobs.ts';
import { keeps } from './store/keeps.ts';
import { timersOf } from './timers.ts';

/** Keeps the life of a job, from request to receipt. */
export const booking = defineService({
  name: 'booking',
  description: 'Keeps the life of a job, from request to receipt.',
  owner: { team: 'Trade', contact: 'trade@hansom.example' },
  contract: BookingServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const { clock } = host;
    const callees = {
      city: host.client(CityServiceDefinition),
      customer: host.client(CustomerServiceDefinition),
      pricing: host.client(PricingServiceDefinition),
      positions: host.client(PositionTrackerServiceDefinition),
    };
    const aggregates = { find: (id: string) => bookings.find(id) };
    const searching: Index = liveIndex({
      ...{ clock, aggregates, table: await host.table(liveIndexTable('searching_jobs')) },
      isLive: ({ state }) => state === 'SEARCHING',
    });
    const live: Index = liveIndex({
      ...{ clock, aggregates, table: await host.table(liveIndexTable('live_jobs')) },
      isLive,
    });
    const bookings: Aggregates<BookingFields, BookingState> = await host.aggregates({
      aggregate: bookingAggregate,
      contextOf: whereItBelongs,
      timers: timersOf({ clock, config: host.config, ...callees, searching }, (options) =>
        host.call(options),
      ),
    });
    const ctx: BookingContext = {
      ...{ clock, config: host.config, ...callees, bookings, searching, live },
      riders: await host.contendedTable(ridersTable),
      jobs: jobsIn({
        riderJobs: await host.table(riderJobsTable),
        driverJobs: await host.table(driverJobsTable),
      }),
    };
    return {
      handlers: {
        create: create(ctx),
        cancel: cancel(ctx),
        get: get(ctx),
        getActive: getActive(ctx),
        listOfRider: listOfRider(ctx),
        listOfDriver: listOfDriver(ctx),
        arrive: arrive(ctx),
        logContact: logContact(ctx),
        start: start(ctx),
        noShow: noShow(ctx),
        complete: complete(ctx),
        cancelByDriver: cancelByDriver(ctx),
        cancelByOperator: cancelByOperator(ctx),
        decideOffer: decideOffer(ctx),
        listSearching: listSearching(ctx),
        listLive: listLive(ctx),
      },
      consumers: [
        ordered(paymentEvents, {
          'payment.authorised': paymentSettled(ctx),
          'payment.cash_agreed': paymentSettled(ctx),
          'payment.auth_failed': paymentAuthFailed(ctx),
        }),
      ],
    };
  },
});

type Index = LiveIndex<BookingFields, BookingState>;
