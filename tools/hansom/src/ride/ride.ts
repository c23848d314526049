import { type Booking } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { type Offer } from '@hansom/proto-dispatch';
import { type Receipt } from '@hansom/proto-notification';
import { type GetOfBookingResponse, type Journal } from '@hansom/proto-payment';

/** All that is known of a ride. */
export interface Ride {
  readonly booking: Booking;
  readonly offers: readonly Offer[];
  /** Of the booking, its offers and its payment, in no order. */
  readonly events: readonly EventEnvelope[];
  readonly paid: GetOfBookingResponse | undefined;
  readonly journals: readonly Journal[];
  readonly receipt: Receipt | undefined;
}
