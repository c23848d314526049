import { type RouteHandler } from '@hansom/platform-http';
import { type Call } from '@hansom/platform-rpc';

import { gather } from '../gather.ts';
import { type getWay as route } from '../routes/stories.ts';
import { cityToSee, notFound } from '../staff.ts';
import { readWay } from '../stories/read-way.ts';
import { type StoriesContext } from '../stories/stories-context.ts';

export function getWay(ctx: StoriesContext): RouteHandler<typeof route> {
  return async ({ params: { bookingId }, user }, call) => {
    cityToSee(user, { kind: 'booking', id: bookingId });
    const { booking } = await ctx.booking.get({ bookingId }, call);
    if (!booking) throw notFound('booking', bookingId);
    const { found, missing } = await gather({ line: (own: Call) => readWay(ctx, booking, own) }, call);
    return { status: 200, body: { ...(found.line ?? { kind: 'NONE', line: [] }), missing } };
  };
}
