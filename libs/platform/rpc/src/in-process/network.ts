import { type Effects, type Millis } from '@hansom/platform-context';

import { type Answer, type ClientTransport, type Connection, type ServerTransport } from '../transport.ts';
import { exchange, type Instance, unavailable } from './exchange.ts';

/** A message on its way between two services. An answer goes from the callee, named in `to`, back to `from`. */
export interface Leg {
  readonly kind: 'request' | 'cancel' | 'answer';
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
  readonly inFlight: Set<Answer>;
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
    const client = { inFlight: new Set<Answer>(), closed: false };
    return {
      connect: (from, to) => {
        const key = `${from}>${to}`;
        const connection = connections.get(key) ?? this.connection(from, to, client);
        connections.set(key, connection);
        return connection;
      },
      close: () => {
        client.closed = true;
        for (const answer of client.inFlight) answer(CLOSED);
      },
    };
  }

  private connection(from: string, to: string, client: Client): Connection {
    const wires = {
      from,
      to,
      carry: (kind: Leg['kind'], path: string, arrive: () => void) =>
        this.carry({ kind, from, to, path }, arrive),
      pick: () => this.pick(to),
    };
    return {
      send: (request, answer) => {
        const { inFlight } = client;
        const settle: Answer = (outcome) => {
          if (inFlight.delete(settle)) answer(outcome);
        };
        inFlight.add(settle);
        if (client.closed) queueMicrotask(() => settle(CLOSED));
        const giveUp = client.closed ? undefined : exchange(wires, request, settle);
        return () => {
          if (inFlight.delete(settle)) giveUp?.();
        };
      },
    };
  }

  private carry(leg: Leg, arrive: () => void): void {
    for (const delay of this.deliver(leg)) {
      if (delay <= 0) queueMicrotask(arrive);
      else this.effects.timers.after(delay, arrive);
    }
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

function idle(instance: Instance): Promise<void> {
  return new Promise((resolve) => {
    instance.onIdle = resolve;
    if (instance.inFlight.size === 0) resolve();
  });
}
