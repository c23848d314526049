import { type AnyImplemented, implement } from '@hansom/platform-http';

import { getService } from '../handlers/get-service.ts';
import { listServices } from '../handlers/list-services.ts';
import * as routes from '../routes/services.ts';
import { type ServicesContext } from './services-context.ts';

/** How the services do. */
export function servicesRoutes(ctx: ServicesContext): AnyImplemented[] {
  return [implement(routes.listServices, listServices(ctx)), implement(routes.getService, getService(ctx))];
}
