import { type Millis, type Timers } from '@hansom/platform-context';

import { type Occurrence } from './supervisor.ts';

const LOOK_EVERY: Millis = 1_000;
const AFTER_FAILURE: Millis = 10_000;

/** What has to be known of a server: `LocalServer` of the local stores, which is loaded only where it is needed. */
interface Kept {
  readonly runs: boolean;
  readonly pid: number;
  /** Rejects soon, and it does not run, when it is given up. */
  restart(givenUp: AbortSignal): Promise<void>;
}

export interface KeepOptions {
  readonly timers: Timers;
  occurred(occurrence: Occurrence): void;
}

/**
 * Starts servers again that have ended, each on its port and with its data, until the returned function is called. That gives up what is being started,
 * and resolves when nothing is started any more: what runs then is the caller's.
 */
export function keepRunning(
  servers: Readonly<Record<string, Kept>>,
  { timers, occurred }: KeepOptions,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };

  async function run(): Promise<void> {
    let pause = LOOK_EVERY;
    for (;;) {
      await timers.sleep(pause, signal);
      if (signal.aborted) return;
      pause = (await bringBackAll()) ? LOOK_EVERY : AFTER_FAILURE;
    }
  }

  async function bringBackAll(): Promise<boolean> {
    const ended = Object.entries(servers).filter(([, { runs }]) => !runs);
    const back = await Promise.all(ended.map(([name, server]) => bringBack(name, server)));
    return back.every(Boolean);
  }

  async function bringBack(name: string, server: Kept): Promise<boolean> {
    const failed = (why: string): void => occurred({ kind: 'failed', name, why, isLooping: false });
    failed('it has ended');
    try {
      await server.restart(signal);
      occurred({ kind: 'started', name, pid: server.pid });
      return true;
    } catch (error) {
      if (!signal.aborted) failed(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}
