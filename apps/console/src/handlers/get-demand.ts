import { type RouteHandler } from '@hansom/platform-http';

import { type LiveCities } from '../live/live-cities.ts';
import { type Asked } from '../live/live-city.ts';
import { type getDemand as route } from '../routes/city.ts';

export function getDemand({ cities }: { cities: LiveCities }): RouteHandler<typeof route> {
  return async ({ params, user }) => {
    const city = await cities.lookAt(user, params.city);
    return { status: 200, body: { points: city.demand().map(toPickup) } };
  };
}

function toPickup({ at: [lng, lat], askedAt }: Asked) {
  return { at: { lat, lng }, askedAt };
}
