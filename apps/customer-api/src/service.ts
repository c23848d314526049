import { endedSessions } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import {
  type Cursors,
  cursors,
  cursorSecret,
  cursorSecretTable,
  httpGateway,
  idempotencyTable,
  timeRoute,
} from '@hansom/platform-http';
import { defineService, type Host } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { CustomerServiceDefinition } from '@hansom/proto-customer';
import { CustomerApiServiceDefinition } from '@hansom/proto-customer-api';
import { DriverServiceDefinition } from '@hansom/proto-driver';
import { EtaServiceDefinition } from '@hansom/proto-eta';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { NotificationServiceDefinition } from '@hansom/proto-notification';
import { PaymentServiceDefinition } from '@hansom/proto-payment';
import { PricingServiceDefinition } from '@hansom/proto-pricing';

import { config, settings } from './config.ts';
import { type CustomerApiContext } from './context.ts';
import { keeps } from './keeps.ts';
import { routesOf } from './routes-of.ts';

const SERVICE = 'customer-api';

/** Is what rider apps talk to, over HTTP. */
export const customerApi = defineService({
  name: SERVICE,
  description: 'Is what rider apps talk to, over HTTP.',
  owner: { team: 'Apps', contact: 'apps@hansom.example' },
  contract: CustomerApiServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const secret = await cursorSecret(await host.contendedTable(cursorSecretTable), host.random);
    const ctx: CustomerApiContext = {
      config: host.config,
      ...calleesOf(host),
      bookingPages: pagesOf('bookings', secret),
      messagePages: pagesOf('messages', secret),
    };
    const gateway = httpGateway(host, {
      name: 'rider',
      title: 'Hansom rider API',
      port: host.settings.customerApiPort,
      routes: [...routesOf(ctx), timeRoute(host.clock)],
      tokens: host.tokens,
      idempotencyKeys: await host.contendedTable(idempotencyTable),
      rateLimit: host.config.current.rate,
    });
    return { handlers: {}, listeners: [gateway], consumers: [endedSessions(host.tokens)] };
  },
});

function calleesOf(host: Pick<Host, 'client'>) {
  return {
    auth: host.client(AuthServiceDefinition),
    customer: host.client(CustomerServiceDefinition),
    city: host.client(CityServiceDefinition),
    driver: host.client(DriverServiceDefinition),
    geosearch: host.client(GeosearchServiceDefinition),
    eta: host.client(EtaServiceDefinition),
    pricing: host.client(PricingServiceDefinition),
    booking: host.client(BookingServiceDefinition),
    payment: host.client(PaymentServiceDefinition),
    notification: host.client(NotificationServiceDefinition),
  };
}

function pagesOf(list: string, secret: string): Cursors<{ page: string }> {
  return cursors({ service: SERVICE, list, secret, position: z.object({ page: z.string() }) });
}
