import { type AnyImplemented, implement } from '@hansom/platform-http';

import { getBooking } from '../handlers/get-booking.ts';
import { getDriver } from '../handlers/get-driver.ts';
import { getWay } from '../handlers/get-way.ts';
import { search } from '../handlers/search.ts';
import * as searchRoutes from '../routes/search.ts';
import * as routes from '../routes/stories.ts';
import { type StoriesContext } from './stories-context.ts';

/** What is told of rides and drivers, and how they are found. */
export function storiesRoutes(ctx: StoriesContext): AnyImplemented[] {
  return [
    implement(routes.getBooking, getBooking(ctx)),
    implement(routes.getWay, getWay(ctx)),
    implement(routes.getDriver, getDriver(ctx)),
    implement(searchRoutes.search, search(ctx)),
  ];
}
