import { endedSessions } from '@hansom/platform-api';
import { httpGateway, idempotencyTable, timeRoute } from '@hansom/platform-http';
import { defineService, type Host } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { DispatchServiceDefinition } from '@hansom/proto-dispatch';
import { DriverServiceDefinition } from '@hansom/proto-driver';
import { DriverApiServiceDefinition } from '@hansom/proto-driver-api';
import { PaymentServiceDefinition } from '@hansom/proto-payment';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { ShiftServiceDefinition } from '@hansom/proto-shift';

import { config, settings } from './config.ts';
import { type DriverApiContext } from './context.ts';
import { keeps } from './keeps.ts';
import { positionBatches } from './position-batches.ts';
import { positionSockets } from './position-sockets.ts';
import { routesOf } from './routes-of.ts';

/** Connections beside those that send positions. */
const MOST_REQUESTING = 4_096;

/** Of its listener. */
const GATEWAY = 'driver';

/** Is what driver apps talk to, over HTTP. */
export const driverApi = defineService({
  name: 'driver-api',
  description: 'Is what driver apps talk to, over HTTP.',
  owner: { team: 'Apps', contact: 'apps@hansom.example' },
  contract: DriverApiServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const positions = positionBatches({
      tracker: host.client(PositionTrackerServiceDefinition),
      effects: host,
      begin: (options) => host.call(options),
      limits: () => host.config.current.positions,
    });
    host.onClose('positions', () => positions.close());
    const { heartbeatMs, connections } = host.config.current.sockets;
    const sockets = positionSockets({
      positions,
      gateway: GATEWAY,
      rateLimiter: host.rateLimiter,
      tokens: host.tokens,
      effects: host,
      heartbeatMs,
      connections,
    });
    host.telemetry.gauge('hansom_positions_waiting', 'Positions that wait to go on.', () => positions.depth);
    host.telemetry.gauge('hansom_position_sockets', 'Connections that send positions.', () => sockets.count);
    const ctx: DriverApiContext = { config: host.config, ...calleesOf(host), positions };
    const gateway = httpGateway(host, {
      name: GATEWAY,
      title: 'Hansom driver API',
      port: host.settings.driverApiPort,
      routes: [...routesOf(ctx, host.tokens), timeRoute(host.clock)],
      tokens: host.tokens,
      idempotencyKeys: await host.contendedTable(idempotencyTable),
      rateLimit: host.config.current.rate,
      sockets: [sockets],
      maxConnections: connections + MOST_REQUESTING,
    });
    return { handlers: {}, listeners: [gateway], consumers: [endedSessions(host.tokens)] };
  },
});

function calleesOf(host: Pick<Host, 'client'>) {
  return {
    auth: host.client(AuthServiceDefinition),
    city: host.client(CityServiceDefinition),
    driver: host.client(DriverServiceDefinition),
    shift: host.client(ShiftServiceDefinition),
    dispatch: host.client(DispatchServiceDefinition),
    booking: host.client(BookingServiceDefinition),
    payment: host.client(PaymentServiceDefinition),
  };
}
