import { type Effects } from '@hansom/platform-context';
import { type TokenVerifier } from '@hansom/platform-identity';
import { type RateLimiter } from '@hansom/platform-limits';
import { type Listener } from '@hansom/platform-runtime';
import { type Telemetry } from '@hansom/platform-telemetry';

import { type CookieIdentity } from '../cookies/cookie-identity.ts';
import { checkedRoute } from '../exchange/checked-route.ts';
import { type Edge } from '../exchange/edge.ts';
import { IdempotencyKeys, type IdempotencyTable } from '../idempotency/idempotency-keys.ts';
import { openApiRoute } from '../openapi/openapi-route.ts';
import { refusals } from '../problems/refusals.ts';
import { type Page } from '../page/page.ts';
import { type AnyImplemented } from '../routes/handler.ts';
import { type RatePolicy } from '../routes/route.ts';
import { checkGateway } from './check-gateway.ts';
import { HttpServer } from './http-server.ts';
import { type SocketPlace } from './upgrades.ts';

/** What a gateway takes of its host: a `Host` of the runtime is one. */
export interface GatewayHost extends Effects {
  readonly identity: { readonly name: string; readonly version: string };
  readonly telemetry: Pick<Telemetry, 'within' | 'traceOf' | 'gauge'>;
  readonly listenHost: string;
  readonly trustedProxies: readonly string[];
  readonly rateLimiter: RateLimiter;
}

export interface HttpGatewayOptions {
  /** Whose apps it serves: `rider`. The listener's name in the log. */
  readonly name: string;
  /** The title of its OpenAPI document. */
  readonly title: string;
  /** 0: any free one. */
  readonly port: number;
  readonly routes: readonly AnyImplemented[];
  /** Verifies what comes as `Authorization: Bearer`. */
  readonly tokens: TokenVerifier;
  /** Needed where a route is idempotent: `host.contendedTable(idempotencyTable)`. */
  readonly idempotencyKeys?: IdempotencyTable;
  /** For all routes together; a route may say more. */
  readonly rateLimit?: RatePolicy;
  /** Says who asks where a browser shows a cookie instead of a token. Requests that change something then have to come from pages of ours. */
  readonly cookie?: CookieIdentity;
  /** Served wherever there is no route. */
  readonly page?: Page | undefined;
  /** WebSockets: at paths of their own, ended before the gateway is. */
  readonly sockets?: readonly SocketPlace[];
  /**
   * Names that it is called by, beside those of this machine and bare addresses; requests by any other are refused. Default: whatever anybody
   * calls it, which is for places that no browser keeps a cookie of.
   */
  readonly hosts?: readonly string[];
  /** Web pages of these origins may call it: `https://app.example`. Default: none. */
  readonly corsOrigins?: readonly string[];
  /** Requests beyond this are refused at once; as many bodies are awaited beside them. Default: 512. */
  readonly maxInFlight?: number;
  /** Default: 4096. */
  readonly maxConnections?: number;
}

/** Serves routes to apps, as a listener of its service. Throws a TypeError that lists all in which the routes contradict each other. */
export function httpGateway(host: GatewayHost, options: HttpGatewayOptions): Listener {
  const service = host.identity.name;
  const refuse = refusals(service);
  const { name, title, tokens, cookie, idempotencyKeys } = options;
  const own = options.routes.map(({ route }) => route);
  const document = openApiRoute({ service, title, version: host.identity.version, routes: own });
  const routes = [...options.routes, document];
  checkGateway(routes, idempotencyKeys !== undefined);
  const edge: Edge = {
    service,
    name,
    effects: host,
    telemetry: host.telemetry,
    verifier: tokens,
    cookie,
    refuse,
    keys: idempotencyKeys && new IdempotencyKeys(idempotencyKeys, host),
    rateLimiter: host.rateLimiter,
    rateLimit: options.rateLimit,
  };
  const server = new HttpServer({
    ...options,
    edge,
    routes: routes.map((implemented) => checkedRoute(implemented, refuse)),
    host: host.listenHost,
    trustedProxies: host.trustedProxies,
  });
  const metric = `hansom_http_${name.replaceAll('-', '_')}`;
  host.telemetry.gauge(`${metric}_in_flight`, 'Requests in flight.', () => server.inFlight);
  host.telemetry.gauge(
    `${metric}_awaited_bodies`,
    'Requests whose bodies are on their way.',
    () => server.awaitedBodies,
  );
  return { name, start: () => server.start(), close: ({ graceMs }) => server.close(graceMs) };
}
