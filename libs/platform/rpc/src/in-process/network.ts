import { type Effects, type Millis } from '@hansom/platform-context';

import {
  type Answer,
  type ClientTransport,
  type Connection,
  type Outcome,
  type OutgoingCall,
  type OutgoingRequest,
  type Pipe,
  type ServerTransport,
} from '../transport.ts';
import { exchange, type Instance, unavailable, type Wires } from './exchange.ts';
import { openStream } from './stream.ts';

/**
 * Something on its way between two services. An answer goes from the callee, named in `to`, back to `from`; a message of a stream
 * goes either way. A stream breaks where anything of it is lost; copies of its messages change nothing.
 */
export interface Leg {
  readonly kind: 'request' | 'cancel' | 'answer' | 'message';
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

/**
 * What becomes of a message: the delay of each copy that arrives, in milliseconds. `[0]`: it arrives; `[]`: it is lost;
 * `[30]`: it is late; `[0, 5]`: it arrives twice.
 */
export type Deliver = (leg: Leg) => readonly Millis[];

interface Client {
  /** How to end what is in flight, for this side at once. */
  readonly inFlight: Set<(outcome: Outcome) => void>;
  closed: boolean;
}

const CLOSED = unavailable('the connection was closed');

/**
 * A network inside the process, for specs and for the simulator: everything of a call but the wire. Calls to a service go
 * to its instances in turn, and nothing arrives within the call that sends it.
 */
export class InProcessNetwork {
  private readonly instances = new Map<string, Instance[]>();
  private started = 0;

  constructor(
    private readonly effects: Effects,
    private readonly deliver: Deliver = () => [0],
  ) {}

  /** For one server. */
  serverTransport(): ServerTransport {
    let instance: Instance | undefined;
    return {
      start: async (service, routes) => {
        instance = { service, routes, inFlight: new Set(), onIdle: () => undefined };
        this.instances.set(service, [...(this.instances.get(service) ?? []), instance]);
        this.started += 1;
        return { address: `in-process:${this.started}` };
      },
      drain: async () => {
        if (!instance) return;
        this.remove(instance);
        await idle(instance);
      },
      stop: () => {
        if (!instance) return;
        this.remove(instance);
        for (const breakOff of instance.inFlight) breakOff();
      },
    };
  }

  clientTransport(): ClientTransport {
    const connections = new Map<string, Connection>();
    const client: Client = { inFlight: new Set(), closed: false };
    return {
      connect: (from, to) => {
        const key = `${from}>${to}`;
        const connection = connections.get(key) ?? this.connection(from, to, client);
        connections.set(key, connection);
        return connection;
      },
      close: () => {
        client.closed = true;
        for (const end of client.inFlight) end(CLOSED);
      },
    };
  }

  private connection(from: string, to: string, client: Client): Connection {
    const wiresOf = (call: OutgoingCall): Wires => this.wires(from, call.target ?? to);
    return {
      send: (request, answer) => sendOn(client, wiresOf(request), { request, answer }),
      open: (call, use) => openOn(client, wiresOf(call), { call, use }),
    };
  }

  private wires(from: string, to: string): Wires {
    return {
      caller: { service: from },
      to,
      carry: (kind, path, arrive) => this.carry({ kind, from, to, path }, arrive),
      pick: () => this.pick(to),
    };
  }

  private carry(leg: Leg, arrive: () => void): boolean {
    const delays = this.deliver(leg);
    for (const delay of delays) {
      if (delay <= 0) queueMicrotask(arrive);
      else this.effects.timers.after(delay, arrive);
    }
    return delays.length > 0;
  }

  /** The first of the instances, which then queues up behind the others. */
  private pick(service: string): Instance | undefined {
    const [first, ...others] = this.instances.get(service) ?? [];
    if (first) this.instances.set(service, [...others, first]);
    return first;
  }

  private remove(instance: Instance): void {
    const others = (this.instances.get(instance.service) ?? []).filter((other) => other !== instance);
    this.instances.set(instance.service, others);
  }
}

function sendOn(
  { inFlight, closed }: Client,
  wires: Wires,
  { request, answer }: { request: OutgoingRequest; answer: Answer },
): () => void {
  const settle: Answer = (outcome) => {
    if (inFlight.delete(end)) answer(outcome);
  };
  const end = (outcome: Outcome): void => {
    giveUp?.();
    settle(outcome);
  };
  inFlight.add(end);
  if (closed) queueMicrotask(() => settle(CLOSED));
  const giveUp = closed ? undefined : exchange(wires, request, settle);
  return () => {
    if (inFlight.delete(end)) giveUp?.();
  };
}

function openOn(
  { inFlight, closed }: Client,
  wires: Wires,
  { call, use }: { call: OutgoingCall; use: (pipe: Pipe) => void },
): () => void {
  const { pipe, giveUp } = openStream(wires, call);
  const end = (outcome?: Outcome): void => {
    if (inFlight.delete(end)) giveUp(outcome);
  };
  inFlight.add(end);
  if (closed) end(CLOSED);
  use(pipe);
  return () => end();
}

function idle(instance: Instance): Promise<void> {
  return new Promise((resolve) => {
    instance.onIdle = resolve;
    if (instance.inFlight.size === 0) resolve();
  });
}
