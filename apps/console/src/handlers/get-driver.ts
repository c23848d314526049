import { type RouteHandler } from '@hansom/platform-http';

import { phonesFor } from '../phone.ts';
import { type getDriver as route } from '../routes/stories.ts';
import { cityToSee, seesPhones } from '../staff.ts';
import { readDriver } from '../stories/read-driver.ts';
import { type StoriesContext } from '../stories/stories-context.ts';
import { tellDriver } from '../stories/tell-driver.ts';

export function getDriver(ctx: StoriesContext): RouteHandler<typeof route> {
  return async ({ params: { driverId }, user }, call) => {
    cityToSee(user, { kind: 'driver', id: driverId });
    const day = await readDriver(ctx, driverId, call);
    return { status: 200, body: tellDriver(day, phonesFor(seesPhones(user))) };
  };
}
