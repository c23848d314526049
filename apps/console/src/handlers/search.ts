import { type RouteHandler } from '@hansom/platform-http';
import { HansomError } from '@hansom/platform-errors';

import { phonesFor } from '../phone.ts';
import { type search as route } from '../routes/search.ts';
import { findById } from '../search/find-by-id.ts';
import { findByText } from '../search/find-by-text.ts';
import { seesCity, seesPhones } from '../staff.ts';
import { type StoriesContext } from '../stories/stories-context.ts';

const MOST = 50;

export function search(ctx: StoriesContext): RouteHandler<typeof route> {
  return async ({ query: { q, city }, user }, call) => {
    if (city !== undefined && !seesCity(user, city)) throw noCity(city);
    const searched = { text: q, city, user, phone: phonesFor(seesPhones(user)) };
    const { hits, missing } =
      (await findById(ctx, searched, call)) ?? (await findByText(ctx, searched, call));
    return { status: 200, body: { hits: hits.slice(0, MOST), missing } };
  };
}

function noCity(city: string): HansomError {
  return new HansomError('not_found', 'console.no_city', {
    description: 'there is no such city',
    context: { city },
  });
}
