import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { StoreFailure } from '../failure.ts';

/** The folder of what is started: the one asked for, which is kept, or one that goes with it. */
export interface Home {
  readonly folder: string;
  /** The folder, if it goes; empty if it is kept. */
  readonly perishable: string;
  leave(): Promise<void>;
}

export async function openHome(name: string, kept: string | undefined): Promise<Home> {
  try {
    if (kept === undefined) return perishing(await mkdtemp(path.join(os.tmpdir(), `hansom-${name}-`)));
    await mkdir(kept, { recursive: true });
    return { folder: path.resolve(kept), perishable: '', leave: () => Promise.resolve() };
  } catch (error) {
    throw unwritable(error);
  }
}

/** A full disk, or a folder of somebody else's, in one line. */
export function unwritable(error: unknown): StoreFailure {
  return new StoreFailure(`there is no room for its data: ${(error as Error).message}`, { cause: error });
}

function perishing(folder: string): Home {
  return {
    folder,
    perishable: folder,
    leave: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
