import { type RouteHandler } from '@hansom/platform-http';

import { type listServices as route } from '../routes/services.ts';
import { type ServicesContext } from '../services/services-context.ts';
import { tellSummary } from '../services/tell-service.ts';
import { requireStaff } from '../staff.ts';

export function listServices({ board }: ServicesContext): RouteHandler<typeof route> {
  return async ({ user }) => {
    requireStaff(user);
    const reading = await board.current();
    const services = reading.services.map((name) => tellSummary(reading, name));
    return { status: 200, body: { services, missing: [...reading.missing] } };
  };
}
