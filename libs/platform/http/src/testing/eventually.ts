import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 500;

/** Waits, 10 s at most, until something is so. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < PATIENCE; round += 1) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error('it never was so');
}
