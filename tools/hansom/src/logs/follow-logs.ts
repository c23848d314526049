import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

import { type Millis, type Timers } from '@hansom/platform-context';

/** A line of a log, and whose it is: the name of its file. */
export interface LoggedLine {
  readonly of: string;
  readonly line: string;
}

/** Which logs of a folder are read, by names as `booking` and `booking-2`. */
export type IsWanted = (name: string) => boolean;

const EVERY_MS: Millis = 150;
const MOST_BYTES = 1 << 20;

/** The last lines of each log. */
export function lastLines(
  folder: string,
  { wanted, count }: { wanted: IsWanted; count: number },
): LoggedLine[] {
  return logsIn(folder, wanted).flatMap((of) => {
    const text = tailOf(fileOf(folder, of));
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.slice(-count).map((line) => ({ of, line }));
  });
}

/** The end of a log, as far as it can matter; empty when there is none. */
export function tailOf(file: string): string {
  if (!existsSync(file)) return '';
  const { size } = statSync(file);
  return read(file, Math.max(0, size - MOST_BYTES / 16), size);
}

/** Reads on as logs are written, also those that come later. The returned function ends that, after what is there has been told. */
export function followLogs(
  folder: string,
  { wanted, timers }: { wanted: IsWanted; timers: Timers },
  heard: (line: LoggedLine) => void,
): () => void {
  const positions = new Map(logsIn(folder, wanted).map((of) => [of, sizeOf(fileOf(folder, of))]));
  const rests = new Map<string, string>();
  let cancel: () => void = () => undefined;
  const look = (): void => {
    for (const of of logsIn(folder, wanted)) lookAt(of);
  };
  const lookAt = (of: string): void => {
    const file = fileOf(folder, of);
    const size = sizeOf(file);
    const known = positions.get(of) ?? 0;
    const from = known > size ? 0 : known; // somebody has emptied it
    if (from === size) return;
    const to = Math.min(size, from + MOST_BYTES);
    const lines = `${rests.get(of) ?? ''}${read(file, from, to)}`.split('\n');
    positions.set(of, to);
    rests.set(of, lines.pop() ?? '');
    for (const line of lines) heard({ of, line });
  };
  const again = (): void => {
    look();
    cancel = timers.after(EVERY_MS, again);
  };
  again();
  return () => {
    cancel();
    look();
  };
}

const SUFFIX = '.log';

function logsIn(folder: string, wanted: IsWanted): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .filter(wanted)
    .sort();
}

function fileOf(folder: string, of: string): string {
  return path.join(folder, `${of}${SUFFIX}`);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function read(file: string, from: number, to: number): string {
  const bytes = Buffer.alloc(to - from);
  const handle = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, bytes.length, from));
  } finally {
    closeSync(handle);
  }
}
