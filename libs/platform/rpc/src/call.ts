import { type Effects, type Millis, type MonotonicInstant, monotonicInstant } from '@hansom/platform-context';
import { HansomError, isErrorCode } from '@hansom/platform-errors';

import { type Baggage, checkBaggage, NO_BAGGAGE } from './baggage.ts';
import { type Endpoint } from './endpoint.ts';

/**
 * Who made a call, as the transport verified it: never what a caller says of itself. Empty when nobody knows: a root, or a
 * transport without certificates.
 */
export interface Caller {
  /** The calling service: `sample-desk`. */
  readonly service?: string | undefined;
  /** The person who calls with an operator's certificate. */
  readonly operator?: string | undefined;
}

export const NOBODY: Caller = Object.freeze({});

/**
 * One piece of work with a deadline: an RPC being served, or a root (a timer, a loop, a request at the edge). Whatever is
 * done for it takes it along, and ends with it: cancelling a call cancels everything below it.
 */
export interface Call {
  /** The service that does the work, or a root's name: the first half of the codes of its errors. */
  readonly name: string;
  /** The RPC that is being served or sent; undefined for a root. */
  readonly endpoint: Endpoint | undefined;
  readonly caller: Caller;
  /** What this call is part of in this process. */
  readonly parent: Call | undefined;
  /** Absolute, on the monotonic clock of this process. Infinite for a session and for the streams below it. */
  readonly deadline: MonotonicInstant;
  /** Milliseconds until the deadline; negative when it has passed. */
  remaining(): Millis;
  readonly cancelled: boolean;
  /** Why the call is cancelled, as the error to throw: `cancelled` or `deadline_exceeded`. Undefined while it is not. */
  cancellation(): HansomError | undefined;
  /**
   * Runs `action` once when the call is cancelled, at once when it is already. The returned function takes it back.
   * An action must not throw.
   */
  onCancel(action: () => void): () => void;
  /** The same as a signal, for what takes one. Made when first asked for. */
  readonly signal: AbortSignal;
  /** Facts that travel with the call to everything below it (tenancy, city, experiment arms). */
  readonly baggage: Baggage;
  /** A call below this one that can be cancelled by itself. Its owner ends it. */
  fork(options?: ForkOptions): CallScope;
}

export interface ForkOptions {
  /** In place of the parent's. */
  name?: string;
  /** Has an effect only where it is before the parent's. */
  deadline?: MonotonicInstant;
  /** In place of the parent's. */
  endpoint?: Endpoint;
  /** In place of the parent's. */
  baggage?: Baggage;
}

interface Parts {
  name: string;
  deadline: MonotonicInstant;
  caller: Caller;
  baggage: Baggage;
  endpoint?: Endpoint | undefined;
  parent?: CallScope | undefined;
  /** Reads a header that came with the request. */
  header?: (name: string) => string | undefined;
}

/** The names that begin with `grpc-` or end with `-bin` mean something to gRPC. */
const HEADER_NAME = /^(?!grpc-)(?!.*-bin$)[a-z0-9_.-]+$/;
const TARGET = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,252}$/;
const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]{0,2046}[\x21-\x7e])?$/;

type State = 'open' | 'ended' | 'cancelled' | 'deadline_exceeded';

/** A call with its controls, held by whoever began it: exactly one of `cancel` and `end` takes effect. */
export class CallScope implements Call {
  readonly name: string;
  readonly deadline: MonotonicInstant;
  readonly caller: Caller;
  readonly baggage: Baggage;
  readonly endpoint: Endpoint | undefined;
  readonly parent: CallScope | undefined;
  /** Headers to send, beside the baggage. */
  headers: Readonly<Record<string, string>> | undefined;
  /** The one instance that is to serve the call; undefined: any. */
  target: string | undefined;
  private state: State = 'open';
  private actions: Set<() => void> | undefined;
  private children: Set<CallScope> | undefined;
  private controller: AbortController | undefined;
  private readonly incoming: Parts['header'];
  private readonly stopTimer: (() => void) | undefined;

  constructor(
    private readonly effects: Effects,
    parts: Parts,
  ) {
    this.name = parts.name;
    this.deadline = parts.deadline;
    this.caller = parts.caller;
    this.baggage = parts.baggage;
    this.endpoint = parts.endpoint;
    this.parent = parts.parent;
    this.incoming = parts.header;
    // A parent that ends no later cancels this call in time, without a timer of its own.
    if (this.deadline === Infinity || (this.parent && this.parent.deadline <= this.deadline)) return;
    this.stopTimer = effects.timers.after(Math.max(0, this.remaining()), () =>
      this.stop('deadline_exceeded'),
    );
  }

  remaining(): Millis {
    return this.deadline - this.effects.monotonic.now();
  }

  get cancelled(): boolean {
    return this.state === 'cancelled' || this.state === 'deadline_exceeded';
  }

  cancellation(): HansomError | undefined {
    if (this.state !== 'cancelled' && this.state !== 'deadline_exceeded') return undefined;
    const description = this.state === 'cancelled' ? 'the call was given up' : 'the call ran out of time';
    return new HansomError(this.state, `${this.name}.${this.state}`, { description });
  }

  get signal(): AbortSignal {
    if (this.controller) return this.controller.signal;
    const controller = new AbortController();
    this.controller = controller;
    this.onCancel(() => controller.abort());
    return controller.signal;
  }

  onCancel(action: () => void): () => void {
    if (this.cancelled) action();
    if (this.state !== 'open') return () => undefined;
    const actions = (this.actions ??= new Set());
    actions.add(action);
    return () => void actions.delete(action);
  }

  fork(options: ForkOptions = {}): CallScope {
    const child = new CallScope(this.effects, {
      name: options.name ?? this.name,
      caller: this.caller,
      baggage: options.baggage ? checkBaggage(options.baggage) : this.baggage,
      endpoint: options.endpoint ?? this.endpoint,
      deadline: monotonicInstant(Math.min(this.deadline, options.deadline ?? Infinity)),
      parent: this,
    });
    child.headers = this.headers;
    child.target = this.target;
    if (this.state === 'open') (this.children ??= new Set()).add(child);
    else child.stop(this.state === 'deadline_exceeded' ? this.state : 'cancelled');
    return child;
  }

  /** A header that came with the request. */
  header(name: string): string | undefined {
    return this.incoming?.(name);
  }

  /** Sends a header along: a lower-case name, a value of printable ASCII. Throws a TypeError for anything else. */
  setHeader(name: string, value: string): void {
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(value))
      throw new TypeError(`${name} cannot be sent as a header`);
    this.headers = { ...this.headers, [name]: value };
  }

  /** Sends the call to what has that name in place of its service: `<instance>.<service>`. Throws a TypeError for what is no name. */
  setTarget(name: string): void {
    if (!TARGET.test(name)) throw new TypeError(`${JSON.stringify(name)} is not the name of an instance`);
    this.target = name;
  }

  /** Gives the call up, and everything below it. */
  cancel(): void {
    this.stop('cancelled');
  }

  /** The work is done: what is still open below it is given up. A cancellation that comes later means nothing. */
  end(): void {
    const children = this.children;
    if (this.close('ended')) children?.forEach((child) => child.stop('cancelled'));
  }

  private stop(reason: 'cancelled' | 'deadline_exceeded'): void {
    const { actions, children } = this;
    if (!this.close(reason)) return;
    actions?.forEach((action) => action());
    children?.forEach((child) => child.stop(reason));
  }

  private close(state: State): boolean {
    if (this.state !== 'open') return false;
    this.state = state;
    this.actions = undefined;
    this.children = undefined;
    this.stopTimer?.();
    this.parent?.children?.delete(this);
    return true;
  }
}

/**
 * Begins work that no RPC asked for: a timer, a loop, an event, a request at the edge. `name` is the service that does it,
 * or a part of it, in kebab-case. Whoever begins it ends it, also when it failed. A session (a lease, a watched stream) has
 * the deadline `Infinity`: it lasts until it is cancelled or ended, and unary calls below it have their own budgets.
 */
export function rootCall(
  effects: Effects,
  options: { name: string; deadlineMs: Millis; baggage?: Baggage },
): CallScope {
  const { name, deadlineMs, baggage = NO_BAGGAGE } = options;
  if (!isErrorCode(`${name}.cancelled`)) throw new TypeError(`${JSON.stringify(name)} is not kebab-case`);
  if (!(deadlineMs >= 0)) throw new RangeError(`a deadline of ${deadlineMs} ms`);
  const deadline = monotonicInstant(effects.monotonic.now() + deadlineMs);
  return new CallScope(effects, { name, deadline, caller: NOBODY, baggage: checkBaggage(baggage) });
}
