import { type Answer, CALLER_HEADER, type OutgoingRequest, type Outcome, type Route } from '../transport.ts';

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
  readonly from: string;
  readonly to: string;
  /** Takes a message to the other side: runs `arrive` once for each copy of it, later. */
  carry(kind: 'request' | 'cancel' | 'answer', path: string, arrive: () => void): void;
  /** The instance that is to serve the next call. */
  pick(): Instance | undefined;
}

const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;

export function unavailable(details: string): Outcome {
  return { status: { code: UNAVAILABLE, details } };
}

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
  const instance = wires.pick();
  if (!instance) return refuse(settle, unavailable(`${wires.to} has no instance`));
  const route = instance.routes.get(request.path);
  const details = `${wires.to} does not serve ${request.path}`;
  if (!route) return refuse(settle, { status: { code: UNIMPLEMENTED, details } });

  let cancel = (): void => undefined;
  const breakOff = (): void => {
    finish();
    cancel();
    settle(unavailable('the connection broke'));
  };
  const finish = (): void => {
    instance.inFlight.delete(breakOff);
    if (instance.inFlight.size === 0) instance.onIdle();
  };
  instance.inFlight.add(breakOff);
  const incoming = {
    message: request.message,
    timeoutMs: request.timeoutMs,
    header: headerOf(wires.from, request),
  };
  cancel = route(incoming, (outcome) => {
    finish();
    wires.carry('answer', request.path, () => settle(outcome));
  });
  return () => cancel();
}

function refuse(settle: Answer, outcome: Outcome): () => void {
  settle(outcome);
  return () => undefined;
}

function headerOf(from: string, request: OutgoingRequest): (name: string) => string | undefined {
  return (name) => (name === CALLER_HEADER ? from : request.headers?.[name]);
}
