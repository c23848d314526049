import { type RouteHandler } from '@hansom/platform-http';

import { type LiveCities } from '../live/live-cities.ts';
import { type getNow as route } from '../routes/city.ts';

export function getNow({ cities }: { cities: LiveCities }): RouteHandler<typeof route> {
  return async ({ params, user }) => {
    const city = await cities.lookAt(user, params.city);
    return { status: 200, body: city.now() };
  };
}
