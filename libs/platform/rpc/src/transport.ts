import { type Buffer } from 'node:buffer';

import { type Millis } from '@hansom/platform-context';

import { type WireStatus } from './status.ts';

/** How a call ended: with a message, or with a status other than OK. */
export type Outcome = { readonly message: Buffer } | { readonly status: WireStatus };

/** Takes the outcome of a call. Only the first counts. */
export type Answer = (outcome: Outcome) => void;

/** Headers by lower-case name. All values are printable ASCII. */
export type Headers = Readonly<Record<string, string>>;

/** One call as it leaves a client. */
export interface OutgoingRequest {
  readonly path: string;
  readonly message: Buffer;
  /** How long the client will wait from now on. */
  readonly timeoutMs: Millis;
  /** Undefined: none but the caller's name, which the connection adds. */
  readonly headers: Headers | undefined;
}

/** One call as it reaches a server. */
export interface IncomingRequest {
  readonly message: Uint8Array;
  /** How long the client will wait from now on; undefined: it did not say. */
  readonly timeoutMs: Millis | undefined;
  header(name: string): string | undefined;
}

/** The header in which a client names itself. */
export const CALLER_HEADER = 'x-hansom-caller';

/** All headers of a call together, or all trailers. */
export const MAX_METADATA_BYTES = 8 * 1024;

/** Serves one RPC: takes a request, answers once, and returns what is to be called when the client gives up. */
export type Route = (request: IncomingRequest, answer: Answer) => () => void;

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
  /** Sends a call. The returned function gives it up; no answer comes after that. */
  send(request: OutgoingRequest, answer: Answer): () => void;
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
