import { endedSessions } from '@hansom/platform-api';
import { httpGateway, idempotencyTable, implement, timeRoute } from '@hansom/platform-http';
import { defineService } from '@hansom/platform-runtime';
import { ConsoleServiceDefinition } from '@hansom/proto-console';

import { config, settings } from './config.ts';
import { getStreets } from './handlers/get-streets.ts';
import { keeps } from './keeps.ts';
import { consolePage } from './page.ts';
import { liveOf } from './live/live-of.ts';
import * as streetRoutes from './routes/streets.ts';
import { servicesContext } from './services/services-context.ts';
import { servicesRoutes } from './services/services-routes.ts';
import { sessionContext } from './session/session-context.ts';
import { sessionRoutes } from './session/session-routes.ts';
import { storiesContext } from './stories/stories-context.ts';
import { storiesRoutes } from './stories/stories-routes.ts';
import { StreetAtlas } from './streets/street-atlas.ts';
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
  keeps,
  async compose(host) {
    const session = await sessionContext(host);
    const streets = new StreetAtlas(host.settings.roads);
    const services = servicesContext(host);
    const live = liveOf(host, { cookie: session.sessions.cookie, services: services.board });
    const gateway = httpGateway(host, {
      name: 'staff',
      title: 'Hansom console API',
      port: host.settings.consolePort,
      routes: [
        ...sessionRoutes(session),
        implement(streetRoutes.getStreets, getStreets({ streets })),
        ...live.routes,
        ...storiesRoutes(storiesContext(host)),
        ...servicesRoutes(services),
        ...trafficRoutes(trafficContext(host, services.board)),
        timeRoute(host.clock),
      ],
      tokens: host.tokens,
      cookie: session.sessions.cookie,
      sockets: [live.sockets],
      page: await consolePage(host.settings.consolePage, host.log),
      hosts: host.settings.consoleHosts,
      idempotencyKeys: await host.contendedTable(idempotencyTable),
      rateLimit: host.config.current.rate,
    });
    return { handlers: {}, listeners: [gateway], consumers: [...live.consumers, endedSessions(host.tokens)] };
  },
});
