import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** Resolves with true when `condition` holds, with false when it never did in `patience` milliseconds or `given up`. */
export async function until(
  condition: () => Promise<boolean>,
  { patience, givenUp = () => false }: { patience: number; givenUp?: () => boolean },
): Promise<boolean> {
  const end = performance.now() + patience;
  while (performance.now() < end && !givenUp()) {
    if (await condition()) return true;
    await sleep(POLL_MS);
  }
  return false;
}
