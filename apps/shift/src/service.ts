import { ordered } from '@hansom/platform-bus';
import { defineService, type Host } from '@hansom/platform-runtime';
import { type Aggregates, liveIndex, liveIndexTable, whereItBelongs } from '@hansom/platform-schedule';
import { bookingEvents } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { driverEvents, DriverServiceDefinition } from '@hansom/proto-driver';
import { paymentEvents } from '@hansom/proto-payment';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { ShiftServiceDefinition } from '@hansom/proto-shift';

import { config, settings } from './config.ts';
import { accountChanged } from './consumers/account-changed.ts';
import { bookingReallocating } from './consumers/booking-reallocating.ts';
import { followBooking } from './consumers/follow-booking.ts';
import { paymentSettled } from './consumers/payment-settled.ts';
import { type ShiftContext } from './context.ts';
import { accept } from './handlers/accept.ts';
import { claim } from './handlers/claim.ts';
import { endClaim } from './handlers/end-claim.ts';
import { end } from './handlers/end.ts';
import { finishPaying } from './handlers/finish-paying.ts';
import { getCurrent } from './handlers/get-current.ts';
import { getLatest } from './handlers/get-latest.ts';
import { getShift } from './handlers/get-shift.ts';
import { listLive } from './handlers/list-live.ts';
import { resume } from './handlers/resume.ts';
import { start } from './handlers/start.ts';
import { takeBreak } from './handlers/take-break.ts';
import { takeStreetHail } from './handlers/take-street-hail.ts';
import { commandsTable } from './store/commands.ts';
import { keeps } from './store/keeps.ts';
import {
  driversTable,
  isLive,
  shiftAggregate,
  type ShiftFields,
  type ShiftState,
  vehiclesTable,
} from './store/shift-aggregate.ts';
import { timersOf } from './timers.ts';

/** Keeps the one row that says what a driver is doing. */
export const shift = defineService({
  name: 'shift',
  description: 'Keeps the one row that says what a driver is doing.',
  owner: { team: 'People', contact: 'people@hansom.example' },
  contract: ShiftServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const ctx = await contextOf(host);
    return {
      handlers: {
        start: start(ctx),
        end: end(ctx),
        takeBreak: takeBreak(ctx),
        resume: resume(ctx),
        takeStreetHail: takeStreetHail(ctx),
        finishPaying: finishPaying(ctx),
        claim: claim(ctx),
        accept: accept(ctx),
        endClaim: endClaim(ctx),
        getShift: getShift(ctx),
        getCurrent: getCurrent(ctx),
        getLatest: getLatest(ctx),
        listLive: listLive(ctx),
      },
      consumers: [
        ordered(bookingEvents, {
          'booking.assigned': followBooking(ctx, 'assigned'),
          'booking.arrived': followBooking(ctx, 'arrived'),
          'booking.started': followBooking(ctx, 'started'),
          'booking.completed': followBooking(ctx, 'completed'),
          'booking.cancelled': followBooking(ctx, 'cancelled'),
          'booking.no_show': followBooking(ctx, 'no_show'),
          'booking.reallocating': bookingReallocating(ctx),
        }),
        ordered(paymentEvents, {
          'payment.captured': paymentSettled(ctx),
          'payment.capture_failed': paymentSettled(ctx),
          'payment.outstanding': paymentSettled(ctx),
          'payment.voided': paymentSettled(ctx),
          'payment.cash_collected': paymentSettled(ctx),
          'payment.cash_closed': paymentSettled(ctx),
        }),
        ordered(driverEvents, {
          'driver.suspended': accountChanged(ctx, 'suspended'),
          'driver.restored': accountChanged(ctx, 'restored'),
          'driver.closed': accountChanged(ctx, 'suspended'), // for good: nothing restores it
        }),
      ],
    };
  },
});

type ShiftHost = Host<typeof settings, typeof config>;

async function contextOf(host: ShiftHost): Promise<ShiftContext> {
  const { clock, ids } = host;
  const callees = {
    city: host.client(CityServiceDefinition),
    driver: host.client(DriverServiceDefinition),
    positions: host.client(PositionTrackerServiceDefinition),
  };
  const shifts: Aggregates<ShiftFields, ShiftState> = await host.aggregates({
    aggregate: shiftAggregate,
    contextOf: whereItBelongs,
    timers: timersOf({ clock, config: host.config, callees }, (options) => host.call(options)),
  });
  const table = await host.table(liveIndexTable('live_shifts'));
  return {
    ...{ clock, ids, config: host.config, callees, shifts },
    drivers: await host.contendedTable(driversTable),
    vehicles: await host.contendedTable(vehiclesTable),
    commands: await host.contendedTable(commandsTable),
    live: liveIndex({ table, aggregates: shifts, clock, isLive }),
  };
}
