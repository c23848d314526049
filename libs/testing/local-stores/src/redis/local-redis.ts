import { type LocalServer } from '../server.ts';

export interface RedisOptions {
  /** A free one if absent. */
  readonly port?: number;
  readonly password?: string;
  /** Keeps its data here across restarts (append-only file); otherwise a restart is empty. */
  readonly folder?: string;
}

/** `redis-server` as a process of this machine, that nobody shares. */
export interface LocalRedis extends LocalServer {
  /** `redis://127.0.0.1:port`, with the password if there is one. */
  readonly url: string;
  /** Forgets everything, as FLUSHALL does. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
