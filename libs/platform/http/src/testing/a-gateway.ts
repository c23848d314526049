import { type Effects, realEffects } from '@hansom/platform-context';
import { FakeTime, type LogLine, recordingLogger } from '@hansom/platform-context/testing';
import { tokenVerifier, type User } from '@hansom/platform-identity';
import { aUser, testAuth } from '@hansom/platform-identity/testing';
import { memoryRateLimiter } from '@hansom/platform-limits';
import { type Listener } from '@hansom/platform-runtime';
import { openTable, SimulatedStore, type SimulatedStoreOptions } from '@hansom/platform-store';
import { type ATelemetry, aTelemetry } from '@hansom/platform-telemetry/testing';

import { idempotencyTable } from '../idempotency/idempotency-table.ts';
import { type AnyImplemented } from '../routes/handler.ts';
import { httpGateway, type HttpGatewayOptions } from '../serving/http-gateway.ts';

export interface AGatewayOptions extends Partial<Omit<HttpGatewayOptions, 'routes'>> {
  sampling?: number;
  trustedProxies?: readonly string[];
  gate?: SimulatedStoreOptions['gate'];
  /** Domain time. Default: the spec moves it by hand. */
  time?: FakeTime;
}

export interface AGateway {
  readonly url: string;
  readonly address: string;
  readonly listener: Listener;
  readonly telemetry: ATelemetry;
  readonly lines: readonly LogLine[];
  readonly time: FakeTime;
  tokenFor(user?: User): Promise<string>;
  /** A request to a path, signed in unless `token` says otherwise. */
  send(path: string, options?: SendOptions): Promise<Answer>;
}

export interface SendOptions {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Default: a rider's. Null: none. */
  token?: string | null;
  key?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  // What a spec expects to be there: anything may be.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

const open: Listener[] = [];

/** A gateway over real HTTP on a free port, with a store in memory and a domain clock of the spec; closed by `closeGateways`. */
export async function aGateway(
  routes: readonly AnyImplemented[],
  options: AGatewayOptions = {},
): Promise<AGateway> {
  const { sampling = 0, gate, time = new FakeTime(), trustedProxies = [], ...rest } = options;
  const log = recordingLogger();
  const effects: Effects = realEffects(time.clock, log);
  const telemetry = aTelemetry({ name: 'rider-api', effects, sampling });
  const engine = await new SimulatedStore({ clock: time.clock, ...(gate && { gate }) }).open('rider-api');
  const auth = await testAuth(effects);
  const listener = httpGateway(
    {
      ...effects,
      telemetry,
      identity: { name: 'rider-api', version: '20260105080000' },
      listenHost: '127.0.0.1',
      trustedProxies,
      rateLimiter: memoryRateLimiter(effects),
    },
    {
      name: 'rider',
      title: 'Rider API',
      port: 0,
      tokens: tokenVerifier({ keys: auth.keys, effects }),
      idempotencyKeys: openTable(engine, idempotencyTable, effects),
      ...rest,
      routes,
    },
  );
  open.push(listener);
  const { address } = await listener.start();
  const url = `http://${address}`;
  const tokenFor = (user: User = aRider()): Promise<string> => auth.tokenFor(user);
  const own = await tokenFor();
  return {
    url,
    address,
    listener,
    telemetry,
    lines: log.lines,
    time,
    tokenFor,
    send: (path, { token = own, ...sent } = {}) => send(`${url}${path}`, { token, ...sent }),
  };
}

export function aRider(facts: Partial<User> = {}): User {
  return aUser({ roles: ['RIDER'], ...facts });
}

/** For `afterEach`. */
export async function closeGateways(): Promise<void> {
  await Promise.all(open.splice(0).map((listener) => listener.close({ graceMs: 0 })));
}

async function send(
  url: string,
  { method = 'GET', body, headers, token, key }: SendOptions,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== null && token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
