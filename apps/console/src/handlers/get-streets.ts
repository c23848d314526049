import { HansomError } from '@hansom/platform-errors';
import { type RouteHandler } from '@hansom/platform-http';

import { type getStreets as route } from '../routes/streets.ts';
import { seesCity } from '../staff.ts';
import { type StreetAtlas } from '../streets/street-atlas.ts';

/** A browser keeps them, and asks each time whether they are still the same. */
const KEPT = { 'cache-control': 'private, no-cache' };

export function getStreets(ctx: { streets: Pick<StreetAtlas, 'of'> }): RouteHandler<typeof route> {
  return async ({ params: { city }, user }) => {
    if (!seesCity(user, city)) throw noCity(city);
    const map = await ctx.streets.of(city);
    if (!map) throw noStreets(city);
    const { attribution, bounds, packed, version } = map;
    return { status: 200, body: { attribution, bounds, packed }, etag: version, headers: KEPT };
  };
}

function noStreets(city: string): HansomError {
  const description = `there are no streets of ${city}: import them with ./hansom city import <file>.osm.pbf --city ${city}`;
  return new HansomError('not_found', 'console.no_streets', { description, context: { city } });
}

/** Told alike of one that is not there, and of one that is not theirs to see. */
function noCity(city: string): HansomError {
  return new HansomError('not_found', 'console.no_city', {
    description: 'there is no such city',
    context: { city },
  });
}
