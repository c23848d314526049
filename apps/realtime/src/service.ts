import { endedSessions } from '@hansom/platform-api';
import { broadcast, every } from '@hansom/platform-bus';
import { rootCall } from '@hansom/platform-rpc';
import { defineService } from '@hansom/platform-runtime';
import { SocketListener } from '@hansom/platform-sockets';
import { bookingEvents } from '@hansom/proto-booking';
import { DispatchServiceDefinition, offerEvents } from '@hansom/proto-dispatch';
import { paymentEvents } from '@hansom/proto-payment';
import { positionEvents } from '@hansom/proto-position-tracker';
import { RealtimeServiceDefinition } from '@hansom/proto-realtime';
import { shiftEvents } from '@hansom/proto-shift';

import { config, settings } from './config.ts';
import { bookingChanged } from './consumers/booking-changed.ts';
import { offerChanged } from './consumers/offer-changed.ts';
import { paymentChanged } from './consumers/payment-changed.ts';
import { positionMoved } from './consumers/position-moved.ts';
import { shiftChanged } from './consumers/shift-changed.ts';
import { type RealtimeContext } from './context.ts';
import { openSession } from './open-session.ts';
import { Rides } from './rides.ts';
import { Streams } from './streams.ts';

const FORGET_EVERY_MS = 60_000;
/** People who are connected do not ask what was missed. */
const WALKS = { walks: true };

/** Pushes what happens to both apps, over WebSocket, with resume. */
export const realtime = defineService({
  name: 'realtime',
  description: 'Pushes what happens to both apps, over WebSocket, with resume.',
  owner: { team: 'Apps', contact: 'apps@hansom.example' },
  contract: RealtimeServiceDefinition,
  settings,
  config,
  compose(host) {
    const { clock, monotonic, timers, log } = host;
    const streams = new Streams({
      ...{ clock, monotonic, timers, epoch: host.ids.uuid() },
      config: () => host.config.current,
    });
    const ctx: RealtimeContext = { streams, rides: new Rides() };
    const listener = new SocketListener({
      ...{ name: 'apps', path: '/v1/socket', host: host.listenHost, port: host.settings.realtimePort },
      ...{ tokens: host.tokens, effects: host, heartbeatMs: host.config.current.heartbeatMs },
      maxConnections: host.config.current.connections,
      open: openSession({
        ...{ streams, log, dispatch: host.client(DispatchServiceDefinition) },
        begin: (options) => rootCall(host, { name: 'realtime', ...options }),
      }),
    });
    host.telemetry.gauge('hansom_sockets', 'Connections of apps.', () => listener.count);
    host.telemetry.gauge('hansom_streams', 'Persons whose events are kept.', () => streams.count);
    host.loop('forgetting', { everyMs: FORGET_EVERY_MS, run: async () => streams.forget() });
    return {
      handlers: {},
      listeners: [listener],
      consumers: [
        broadcast(bookingEvents, every(bookingChanged(ctx)), WALKS),
        broadcast(offerEvents, every(offerChanged(ctx)), WALKS),
        broadcast(shiftEvents, every(shiftChanged(ctx)), WALKS),
        broadcast(paymentEvents, every(paymentChanged(ctx)), WALKS),
        endedSessions(host.tokens),
        broadcast(positionEvents, { 'position.moved': positionMoved(ctx) }),
      ],
    };
  },
});
