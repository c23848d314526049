import { type RouteHandler } from '@hansom/platform-http';

import { phonesFor } from '../phone.ts';
import { type getBooking as route } from '../routes/stories.ts';
import { cityToSee, seesPhones } from '../staff.ts';
import { readBooking } from '../stories/read-booking.ts';
import { type StoriesContext } from '../stories/stories-context.ts';
import { tellBooking } from '../stories/tell-booking.ts';

export function getBooking(ctx: StoriesContext): RouteHandler<typeof route> {
  return async ({ params: { bookingId }, user }, call) => {
    cityToSee(user, { kind: 'booking', id: bookingId });
    const ride = await readBooking(ctx, bookingId, call);
    return { status: 200, body: tellBooking(ride, phonesFor(seesPhones(user))) };
  };
}
