import { type Millis, type Timers } from '@hansom/platform-context';
import { type DevelopmentCa } from '@hansom/platform-identity';

/** A timer of hours would sleep through the night with the laptop. */
const LOOK_EVERY: Millis = 60_000;

export interface Keeping {
  readonly authority: Pick<DevelopmentCa, 'issueToFiles'>;
  readonly timers: Timers;
  /** Whose certificates are kept. */
  services(): Iterable<string>;
}

/**
 * Replaces the certificates of services when two thirds of their life are over, until the returned function is called, which resolves when nothing is
 * written any more. One that cannot be written is tried again a minute later.
 */
export function keepCertificates({ authority, timers, services }: Keeping): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };

  async function run(): Promise<void> {
    for (;;) {
      await timers.sleep(LOOK_EVERY, signal);
      if (signal.aborted) return;
      await Promise.allSettled([...services()].map((service) => authority.issueToFiles({ service })));
    }
  }
}
