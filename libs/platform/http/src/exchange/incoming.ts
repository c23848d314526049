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
  /** The whole body; undefined when it has more bytes than that. */
  readBody(limit: number): Promise<Buffer | undefined>;
}

/** A header that may come once. */
export function headerOf({ headers }: Pick<Incoming, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
