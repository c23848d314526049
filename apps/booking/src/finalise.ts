import { type Call } from '@hansom/platform-rpc';
import { Fare } from '@hansom/proto-common';
import { PriceSnapshot } from '@hansom/proto-pricing';

import { type BookingContext } from './context.ts';
import { type End, type Outcome } from './domain/ride.ts';
import { type Booking } from './store/booking-aggregate.ts';

/** Asks pricing what the trip came to, by its trace up to the driver's last fix. Whether anybody said that it was over, the job tells. */
export async function finalise(
  ctx: Pick<BookingContext, 'pricing'>,
  { id, fields }: Booking,
  { endedAt, lastSeq, call }: End & { call: Call },
): Promise<Outcome> {
  const priced = await ctx.pricing.finalise(
    {
      bookingId: id,
      price: PriceSnapshot.decode(fields.price),
      driverId: fields.driver_id ?? '',
      startedAt: new Date(fields.started_at ?? endedAt),
      endedAt: new Date(endedAt),
      lastSeq,
      endUnknown: fields.stopped_at === undefined,
    },
    call,
  );
  const { fare, distanceMetres, durationMs, bridged } = priced;
  if (!fare) throw new TypeError('pricing finalised a trip without a fare');
  return { fare: Fare.encode(fare).finish(), distanceMetres, durationMs, bridged, lastSeq };
}
