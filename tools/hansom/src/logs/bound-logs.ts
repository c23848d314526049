import { copyFile, readdir, stat, truncate } from 'node:fs/promises';
import path from 'node:path';

import { type Millis, type Timers } from '@hansom/platform-context';

const MOST_BYTES = 64 * 1024 * 1024;
const EVERY_MS: Millis = 60_000;

/**
 * Keeps the logs of a folder from growing without end, until the returned function is called. One that is over its bound becomes `<name>.log.1`, in place of
 * what that was, and begins anew: whoever writes it appends, and goes on. What is written while it is copied is lost.
 */
export function keepLogsBounded(folder: string, timers: Timers, mostBytes = MOST_BYTES): () => void {
  let cancel: () => void = () => undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    await boundLogs(folder, mostBytes).catch(() => undefined); // a full disk is told by those who write
    if (!stopped) cancel = timers.after(EVERY_MS, () => void look());
  };
  void look();
  return () => {
    stopped = true;
    cancel();
  };
}

async function boundLogs(folder: string, mostBytes: number): Promise<void> {
  const names = await readdir(folder);
  for (const file of names.filter((name) => name.endsWith('.log')).map((name) => path.join(folder, name))) {
    // One after the other: they are large.
    if ((await stat(file)).size <= mostBytes) continue;
    await copyFile(file, `${file}.1`);
    await truncate(file);
  }
}
