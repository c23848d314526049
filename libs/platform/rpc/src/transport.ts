import { type Buffer } from 'node:buffer';

import { type Millis } from '@hansom/platform-context';

import { type Caller } from './call.ts';
import { type WireStatus } from './status.ts';

/** What comes from the other side: a message, or how the call ended. */
export type Outcome = { readonly message: Buffer } | { readonly status: WireStatus };

/** Takes the outcome of a unary call. Only the first counts. */
export type Answer = (outcome: Outcome) => void;

/** Headers by lower-case name. All values are printable ASCII. */
export type Headers = Readonly<Record<string, string>>;

/** A call as it leaves a client. */
export interface OutgoingCall {
  readonly path: string;
  /** How long the client will wait from now on; Infinity for a stream without an end. */
  readonly timeoutMs: Millis;
  readonly headers: Headers | undefined;
  /** Where to send it, in place of the service that the connection goes to. */
  readonly target: string | undefined;
}

/** A unary call as it leaves a client. */
export interface OutgoingRequest extends OutgoingCall {
  readonly message: Buffer;
}

/** A call as it reaches a server. */
export interface IncomingCall {
  /** Whom the transport knows to have made it. */
  readonly caller: Caller;
  /** How long the client will wait from now on; undefined: it did not say. */
  readonly timeoutMs: Millis | undefined;
  header(name: string): string | undefined;
}

/** A unary call as it reaches a server. */
export interface IncomingRequest extends IncomingCall {
  readonly message: Uint8Array;
}

/** One end of an open stream. Nothing on it throws or rejects. */
export interface Pipe {
  /** Sends a message. Resolves when there is room for the next one, or when the stream is over. One at a time. */
  send(message: Buffer): Promise<void>;
  /** Sends nothing more. A server's end says how the call ended: `OK`, or an error. Only the first counts. */
  end(status: WireStatus): void;
  /** The next message, or how the stream ended for this end: `OK` after the other side's last message. One at a time. */
  receive(): Promise<Outcome>;
}

/** The status of a stream that ended well. */
export const OK: WireStatus = { code: 0, details: '' };

/** How many messages wait at most, at each end of a stream that is read more slowly than it is written. */
export const MAX_WAITING = 16;

/** All headers of a call together, or all trailers. */
export const MAX_METADATA_BYTES = 8 * 1024;

/** Serves one RPC; returns what is to be called when the client gives up. */
export type Route =
  /** Answers once. */
  | { readonly kind: 'unary'; readonly serve: (request: IncomingRequest, answer: Answer) => () => void }
  /** Ends the pipe. */
  | { readonly kind: 'stream'; readonly serve: (call: IncomingCall, pipe: Pipe) => () => void };

/** Where calls come in. */
export interface ServerTransport {
  /** Serves `routes` by path. Resolves when it is reachable. */
  start(service: string, routes: ReadonlyMap<string, Route>): Promise<{ address: string }>;
  /** Takes no new calls. Resolves when all that are in flight have been answered and their clients are gone. */
  drain(): Promise<void>;
  /** Ends what is left, at once. */
  stop(): void;
}

/** A way to one service, for one calling service. */
export interface Connection {
  /** Sends a unary call. The returned function gives it up; no answer comes after that. */
  send(request: OutgoingRequest, answer: Answer): () => void;
  /** Opens a stream and hands over this end of it. The returned function gives it up, also before it was handed over. */
  open(call: OutgoingCall, use: (pipe: Pipe) => void): () => void;
}

/** Where calls go out. */
export interface ClientTransport {
  /** The connection of a calling service to another one: always the same for the same two. */
  connect(from: string, to: string): Connection;
  /** Ends all connections; calls in flight are answered with UNAVAILABLE. Idempotent. */
  close(): void;
}

/** Tells where the instances of a service can be reached, as `ip:port`. */
export interface Resolver {
  /** Calls `onChange` with all addresses, soon and after every change. The returned function ends it. */
  watch(service: string, onChange: (addresses: readonly string[]) => void): () => void;
}

/** Addresses that never change, by service. A service that is not listed has none. */
export function staticResolver(addresses: Readonly<Record<string, readonly string[]>>): Resolver {
  return {
    watch: (service, onChange) => {
      onChange(addresses[service] ?? []);
      return () => undefined;
    },
  };
}
