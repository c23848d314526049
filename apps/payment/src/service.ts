import { ordered } from '@hansom/platform-bus';
import { defineService } from '@hansom/platform-runtime';
import { bookingEvents } from '@hansom/proto-booking';
import { PaymentServiceDefinition } from '@hansom/proto-payment';

import { contextOf } from './compose.ts';
import { config, settings } from './config.ts';
import { bookingCreated } from './consumers/booking-created.ts';
import { bookingCompleted, bookingEnded } from './consumers/booking-ended.ts';
import { bookingStarted } from './consumers/booking-started.ts';
import { addMethod } from './handlers/add-method.ts';
import { collect } from './handlers/collect.ts';
import { forgive } from './handlers/forgive.ts';
import { getOfBooking } from './handlers/get-of-booking.ts';
import { listDebts } from './handlers/list-debts.ts';
import { listJournalsOfBooking } from './handlers/list-journals-of-booking.ts';
import { listJournals } from './handlers/list-journals.ts';
import { listMethods } from './handlers/list-methods.ts';
import { listPayments } from './handlers/list-payments.ts';
import { refund } from './handlers/refund.ts';
import { removeMethod } from './handlers/remove-method.ts';
import { heedNotices } from './notices.ts';
import { keeps } from './store/keeps.ts';

/** Moves the money: methods, holds, captures, refunds, and the ledger. */
export const payment = defineService({
  name: 'payment',
  description: 'Moves the money: methods, holds, captures, refunds, and the ledger.',
  owner: { team: 'Trade', contact: 'trade@hansom.example' },
  contract: PaymentServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const ctx = await contextOf(host);
    heedNotices(host, ctx);
    return {
      handlers: {
        addMethod: addMethod(ctx),
        listMethods: listMethods(ctx),
        removeMethod: removeMethod(ctx),
        collect: collect(ctx),
        refund: refund(ctx),
        forgive: forgive(ctx),
        getOfBooking: getOfBooking(ctx),
        listDebts: listDebts(ctx),
        listJournals: listJournals(ctx),
        listJournalsOfBooking: listJournalsOfBooking(ctx),
        listPayments: listPayments(ctx),
      },
      consumers: [
        ordered(bookingEvents, {
          'booking.created': bookingCreated(ctx),
          'booking.started': bookingStarted(ctx),
          'booking.completed': bookingCompleted(ctx),
          'booking.cancelled': bookingEnded(ctx),
          'booking.no_show': bookingEnded(ctx),
          'booking.expired': bookingEnded(ctx),
          'booking.failed': bookingEnded(ctx),
        }),
      ],
    };
  },
});
