import { hostName, isLoopback } from '../origin/hosts.ts';

/** A request before anything of it has been checked: what HTTP says, and nothing of how it came. */
export interface Incoming {
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly address: string;
  /** The whole body; undefined when it has more bytes than that. Rejects when it breaks off, and with a refusal when it is not awaited any more. */
  readBody(limit: number): Promise<Buffer | undefined>;
}

/** A header that may come once. */
export function headerOf({ headers }: Pick<Incoming, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether others could read along: it came by a name that leads to another machine. What is secret then goes over TLS only. */
export function isExposed(incoming: Pick<Incoming, 'headers'>): boolean {
  const name = hostName(headerOf(incoming, 'host'));
  return name === undefined || !isLoopback(name);
}
