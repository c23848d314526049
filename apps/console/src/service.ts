import { httpGateway, idempotencyTable, timeRoute } from '@hansom/platform-http';
import { defineService, type Host } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';
import { CityServiceDefinition } from '@hansom/proto-city';
import { ConsoleServiceDefinition } from '@hansom/proto-console';

import { config, settings } from './config.ts';
import { type ConsoleContext } from './context.ts';
import { routesOf } from './routes-of.ts';
import { servicesContext } from './services/services-context.ts';
import { servicesRoutes } from './services/services-routes.ts';
import { storiesContext } from './stories/stories-context.ts';
import { storiesRoutes } from './stories/stories-routes.ts';
import { trafficContext } from './traffic/traffic-context.ts';
import { trafficRoutes } from './traffic/traffic-routes.ts';

/** Shows staff the city, its rides, drivers and services, and lets them shift traffic. */
export const console = defineService({
  name: 'console',
  description: 'Shows staff the city, its rides, drivers and services, and lets them shift traffic.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: ConsoleServiceDefinition,
  settings,
  config,
  async compose(host) {
    const ctx: ConsoleContext = { config: host.config, ...calleesOf(host) };
    const services = servicesContext(host);
    const gateway = httpGateway(host, {
      name: 'staff',
      title: 'Hansom console API',
      port: host.settings.consolePort,
      routes: [
        ...routesOf(ctx),
        ...storiesRoutes(storiesContext(host)),
        ...servicesRoutes(services),
        ...trafficRoutes(trafficContext(host, services.board)),
        timeRoute(host.clock),
      ],
      tokens: host.tokens,
      idempotencyKeys: await host.contendedTable(idempotencyTable),
      rateLimit: host.config.current.rate,
    });
    return { handlers: {}, listeners: [gateway] };
  },
});

function calleesOf(host: Pick<Host, 'client'>) {
  return {
    auth: host.client(AuthServiceDefinition),
    city: host.client(CityServiceDefinition),
  };
}
