import { type BookingContext } from './context.ts';
import { type Booking } from './store/booking-aggregate.ts';

/** Lists the job among those that search, before it does. */
export function noteSearching(
  ctx: Pick<BookingContext, 'searching'>,
  { id, version, fields }: Booking,
): Promise<void> {
  return ctx.searching.add(fields.city, { id, version: version + 1 });
}
