/** What a suite is told of the Cassandra it shares with other suites. */
export interface TestCassandra {
  /** `host:port`. */
  readonly contactPoints: readonly string[];
  /** Of all nodes: the driver needs it (`protocolOptions.port`) to reach the nodes it was not told of. */
  readonly port: number;
  readonly localDataCenter: string;
  /** The suite's own, not made yet: a letter, then letters and digits, 20 at most. Every keyspace whose name begins with it is dropped when the suite ends. */
  readonly keyspace: string;
}

/** What a suite is told of the Redis it shares with other suites. */
export interface TestRedis {
  /** `redis://host:port`, maybe with a password. */
  readonly url: string;
  /** Before each key of the suite, with a colon at its end. Keys that begin with it are removed when the suite ends. */
  readonly prefix: string;
}
