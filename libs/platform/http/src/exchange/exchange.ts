import { type Millis } from '@hansom/platform-context';
import { type CallScope } from '@hansom/platform-rpc';

import { type RouteDefinition } from '../routes/route.ts';
import { type CheckedRoute } from './checked-route.ts';
import { type Incoming } from './incoming.ts';

/** How long a route may take that says nothing else. */
export const DEADLINE_MS: Millis = 4_000;

/** How long a route may take, once all of the request is there. */
export function timeOf({ deadlineMs = DEADLINE_MS }: RouteDefinition): Millis {
  return deadlineMs;
}

/** A request that reached its route. */
export interface Arrival {
  readonly incoming: Incoming;
  readonly checked: CheckedRoute;
  /** False: too much is in flight. */
  readonly admitted: boolean;
  /** Has `giveUp` called when nobody waits for the answer any more. */
  readonly onGone: (giveUp: () => void) => void;
}

/** One request, on its way through the filters. */
export interface Exchange {
  readonly incoming: Incoming;
  readonly checked: CheckedRoute;
  readonly call: CallScope;
  /** What the answer gets beside its own headers, whatever it is. */
  readonly headers: Record<string, string>;
}
