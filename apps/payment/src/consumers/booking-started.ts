import { type EventHandler } from '@hansom/platform-bus';
import { type BookingStarted } from '@hansom/proto-booking';

import { type PaymentContext } from '../context.ts';
import { nameDriver } from '../domain/wanting.ts';
import { follow } from './follow.ts';

/** Who drives is who earns, and who may collect. */
export function bookingStarted(ctx: PaymentContext): EventHandler<BookingStarted> {
  return async (event, call) => {
    const driverId = event.payload.booking?.driverId ?? '';
    await follow(ctx, event, { call, decide: (payment) => nameDriver(payment, driverId) });
  };
}
