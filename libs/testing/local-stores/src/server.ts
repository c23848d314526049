/** A server as a process of this machine, which a spec may hurt. It ends with the process that started it, however that ends. */
export interface LocalServer {
  /** Where it listens: 127.0.0.N. */
  readonly host: string;
  readonly port: number;
  /** Of the process that runs now. */
  readonly pid: number;
  /** Whether its process has not ended. */
  readonly runs: boolean;
  /** What it has printed, for a person. */
  log(): Promise<string>;
  /** SIGKILL. Resolves when it is gone; what it had promised to keep is kept. */
  kill(): Promise<void>;
  /** SIGSTOP: it holds its connections, and answers nothing. */
  freeze(): void;
  thaw(): void;
  /**
   * Kills it if it runs, and starts it on the same port and data. Resolves when it answers. Rejects, and it does not run, when it is given up
   * before that.
   */
  restart(givenUp?: AbortSignal): Promise<void>;
  /** From now on it does not end with this process: somebody else has to see to it. */
  outlive(): void;
}
