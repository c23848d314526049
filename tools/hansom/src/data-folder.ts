import { accessSync, constants, mkdirSync } from 'node:fs';

import { UsageError } from './services.ts';

/** Makes the folder of an installation where there is none. Throws a `UsageError` when it cannot be, or cannot be written. */
export function ensureDataFolder(data: string): void {
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `--data ${data}: cannot keep data there (${(error as Error).message}): give another folder`,
    );
  }
}
