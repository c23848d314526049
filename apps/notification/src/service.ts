import { idempotent, type Subscription } from '@hansom/platform-bus';
import { defineService } from '@hansom/platform-runtime';
import { bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { CustomerServiceDefinition } from '@hansom/proto-customer';
import { DriverServiceDefinition } from '@hansom/proto-driver';
import { NotificationServiceDefinition } from '@hansom/proto-notification';
import { paymentEvents, PaymentServiceDefinition } from '@hansom/proto-payment';

import { config, settings } from './config.ts';
import { bookingArrived } from './consumers/booking-arrived.ts';
import { bookingAssigned } from './consumers/booking-assigned.ts';
import { bookingCancelled } from './consumers/booking-cancelled.ts';
import { bookingExpired } from './consumers/booking-expired.ts';
import { bookingFailed } from './consumers/booking-failed.ts';
import { bookingNoShow } from './consumers/booking-no-show.ts';
import { bookingReallocating } from './consumers/booking-reallocating.ts';
import { paymentSettled } from './consumers/payment-settled.ts';
import { type NotificationContext } from './context.ts';
import { getReceipt } from './handlers/get-receipt.ts';
import { listMessages } from './handlers/list-messages.ts';
import { readMailbox } from './handlers/read-mailbox.ts';
import { sendCode } from './handlers/send-code.ts';
import { mailboxSender } from './sender.ts';
import { keeps } from './store/keeps.ts';
import { mailboxes, mailboxesTable } from './store/mailboxes.ts';
import { receipts, receiptsTable } from './store/receipts.ts';

/** Sends people what they need to read: codes, messages and receipts. */
export const notification = defineService({
  name: 'notification',
  description: 'Sends people what they need to read: codes, messages and receipts.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: NotificationServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const table = await host.contendedTable(mailboxesTable);
    const boxes = mailboxes(table, () => host.config.current.mailboxLifeMs);
    const ctx: NotificationContext = {
      clock: host.clock,
      config: host.config,
      booking: host.client(BookingServiceDefinition),
      city: host.client(CityServiceDefinition),
      customer: host.client(CustomerServiceDefinition),
      driver: host.client(DriverServiceDefinition),
      payment: host.client(PaymentServiceDefinition),
      sender: mailboxSender(boxes),
      mailboxes: boxes,
      receipts: receipts(await host.contendedTable(receiptsTable)),
    };
    return {
      handlers: {
        sendCode: sendCode(ctx),
        readMailbox: readMailbox(ctx),
        getReceipt: getReceipt(ctx),
        listMessages: listMessages(ctx),
      },
      consumers: [ridesOf(ctx), receiptsOf(ctx)],
    };
  },
});

function ridesOf(ctx: NotificationContext): Subscription {
  return idempotent(bookingEvents, {
    'booking.assigned': bookingAssigned(ctx),
    'booking.arrived': bookingArrived(ctx),
    'booking.reallocating': bookingReallocating(ctx),
    'booking.cancelled': bookingCancelled(ctx),
    'booking.no_show': bookingNoShow(ctx),
    'booking.expired': bookingExpired(ctx),
    'booking.failed': bookingFailed(ctx),
  });
}

function receiptsOf(ctx: NotificationContext): Subscription {
  const settled = paymentSettled(ctx);
  return idempotent(paymentEvents, {
    'payment.captured': settled,
    'payment.cash_collected': settled,
    'payment.outstanding': settled,
    'payment.forgiven': settled,
    'payment.refunded': settled,
  });
}
