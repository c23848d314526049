import { type z } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { actAs, baggageOf, type User } from '@hansom/platform-identity';
import { type CallScope, rootCall } from '@hansom/platform-rpc';

import { checkedRoute } from '../exchange/checked-route.ts';
import { encodeAnswer } from '../exchange/encode-answer.ts';
import { type Incoming } from '../exchange/incoming.ts';
import { DEADLINE_MS } from '../exchange/exchange.ts';
import { type Idempotency, idempotencyOf } from '../idempotency/idempotency.ts';
import { refusals } from '../problems/refusals.ts';
import { type Implemented } from '../routes/handler.ts';
import { type RouteDefinition } from '../routes/route.ts';

/** What an app sends: everything as it stands in the request. */
export interface RouteCall {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Who asks, without looking at roles. */
  user?: User;
  /** Default: `key-1`. */
  idempotencyKey?: string;
  /** The gateway's. Default: none. */
  cookie?: string;
}

export interface CallRouteOptions {
  /** Default: fakes. */
  effects?: Effects;
  /** The gateway. Default: `spec`. */
  service?: string;
}

/** An answer as an app gets it. */
export type CalledAnswer<D extends RouteDefinition> = {
  [S in keyof D['answers'] & number]: {
    status: S;
    headers: Readonly<Record<string, string>>;
    body: z.output<D['answers'][S]>;
  };
}[keyof D['answers'] & number];

/**
 * Calls the handler of a route as a gateway would: the request is validated, the answer is what leaves the house. What the gateway would tell
 * as a problem rejects. Each call with the same key at the same time is an execution of the same command.
 */
export async function callRoute<D extends RouteDefinition>(
  implemented: Implemented<D>,
  sent: RouteCall = {},
  { effects = fakeEffects(), service = 'spec' }: CallRouteOptions = {},
): Promise<CalledAnswer<D>> {
  const { route, handle } = implemented;
  const call = callOf(sent, { effects, service });
  try {
    const checked = checkedRoute(implemented, refusals(service));
    const { rawBody: _, ...read } = await checked.read(incomingOf(route, sent), sent.user);
    const request = { ...read, cookie: sent.cookie };
    const idempotency = route.idempotent ? idempotencyFor(route, sent, effects) : undefined;
    const answer = encodeAnswer(route, await handle({ ...request, idempotency } as never, call), {
      secure: true,
    });
    const told = answer.body === undefined ? undefined : (JSON.parse(answer.body) as unknown);
    return { ...answer, body: told } as unknown as CalledAnswer<D>; // its schema was applied
  } finally {
    call.end();
  }
}

function callOf({ user }: RouteCall, { effects, service }: Required<CallRouteOptions>): CallScope {
  const baggage = user ? { baggage: baggageOf(user) } : {};
  const call = rootCall(effects, { name: service, deadlineMs: DEADLINE_MS, ...baggage });
  if (user) actAs(call, user, 'a-token');
  return call;
}

function incomingOf({ method, path }: RouteDefinition, sent: RouteCall): Incoming {
  const { params = {}, query = {}, headers, body } = sent;
  return {
    method,
    url: path,
    params,
    query,
    headers: { 'content-type': 'application/json', ...headers },
    address: '127.0.0.1',
    readBody: async () => Buffer.from(JSON.stringify(body) ?? ''),
  };
}

function idempotencyFor(route: RouteDefinition, sent: RouteCall, { clock }: Effects): Idempotency {
  const { user, idempotencyKey: key = 'key-1' } = sent;
  return idempotencyOf({ caller: user?.id ?? '', operation: route.operation, key }, clock.now());
}
