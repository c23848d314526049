import { type Caller } from '../call.ts';
import { type WireStatus } from '../status.ts';
import {
  type Answer,
  type IncomingCall,
  type OutgoingCall,
  type OutgoingRequest,
  type Outcome,
  type Route,
} from '../transport.ts';

/** An instance of a service on the network. */
export interface Instance {
  readonly service: string;
  readonly routes: ReadonlyMap<string, Route>;
  /** For each call in flight, how to break it off. */
  readonly inFlight: Set<() => void>;
  /** Called whenever nothing is in flight any more. */
  onIdle: () => void;
}

/** What one call needs of the network. */
export interface Wires {
  readonly caller: Caller;
  readonly to: string;
  /** Takes something to the other side: runs `arrive` later, once for each copy. Tells whether anything is on its way. */
  carry(kind: 'request' | 'message' | 'cancel' | 'answer', path: string, arrive: () => void): boolean;
  /** The instance that is to serve the next call. */
  pick(): Instance | undefined;
}

const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;

export function unavailable(details: string): { readonly status: WireStatus } {
  return { status: { code: UNAVAILABLE, details } };
}

export const BROKE = unavailable('the connection broke');

/** Sends a call over the wires; it may be answered more than once. The returned function tells the other side to give it up. */
export function exchange(wires: Wires, request: OutgoingRequest, answer: Answer): () => void {
  const cancels = new Set<() => void>();
  let cancelled = false;
  wires.carry('request', request.path, () => {
    if (!cancelled) cancels.add(serve(wires, request, answer));
  });
  return () => {
    wires.carry('cancel', request.path, () => {
      cancelled = true;
      for (const cancel of cancels) cancel();
    });
  };
}

/** The server's side. Returns what cancels the call there. */
function serve(wires: Wires, request: OutgoingRequest, settle: Answer): () => void {
  const found = find(wires, request, 'unary');
  if ('status' in found) return refuse(settle, found);
  let cancel = (): void => undefined;
  const finish = begin(found.instance, () => {
    cancel();
    settle(BROKE);
  });
  cancel = found.route.serve({ ...incoming(wires, request), message: request.message }, (outcome) => {
    finish();
    wires.carry('answer', request.path, () => settle(outcome));
  });
  return () => cancel();
}

interface Found<K extends Route['kind']> {
  instance: Instance;
  route: Extract<Route, { kind: K }>;
}

/** The instance that serves a call next, and its route of that kind; or why there is none. */
export function find<K extends Route['kind']>(
  wires: Wires,
  { path }: OutgoingCall,
  kind: K,
): Found<K> | { readonly status: WireStatus } {
  const instance = wires.pick();
  if (!instance) return unavailable(`${wires.to} has no instance`);
  const route = instance.routes.get(path);
  if (route && isOfKind(route, kind)) return { instance, route };
  return { status: { code: UNIMPLEMENTED, details: `${wires.to} does not serve ${path}` } };
}

function isOfKind<K extends Route['kind']>(route: Route, kind: K): route is Extract<Route, { kind: K }> {
  return route.kind === kind;
}

/** Counts a call as in flight until the returned function is called, or the instance stops and breaks it off. */
export function begin(instance: Instance, breakOff: () => void): () => void {
  const broken = (): void => {
    finish();
    breakOff();
  };
  const finish = (): void => {
    instance.inFlight.delete(broken);
    if (instance.inFlight.size === 0) instance.onIdle();
  };
  instance.inFlight.add(broken);
  return finish;
}

export function incoming({ caller }: Wires, { timeoutMs, headers }: OutgoingCall): IncomingCall {
  return {
    caller,
    timeoutMs: timeoutMs === Infinity ? undefined : timeoutMs,
    header: (name) => headers?.[name],
  };
}

function refuse(settle: Answer, outcome: Outcome): () => void {
  settle(outcome);
  return () => undefined;
}
