import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

import { type Clock, domainClock, type Instant, instant, type Monotonic } from '@hansom/platform-context';

import { isSystemError } from '../system-error.ts';

/** Domain time is the machine's wall clock, kept from going back. What production runs on. */
export function wallClock(): Clock {
  let last = 0;
  return {
    speed: 1,
    now: () => {
      last = Math.max(last, Date.now());
      return instant(last);
    },
  };
}

const RESERVED_REAL_MS = 2_000;

/**
 * Domain time of a development installation: it runs `speed` times as fast as real time, stands still while nothing runs,
 * and never goes back, whatever moment the process died at.
 *
 * `file` holds a reservation: a time that is told to nobody before it is on disk. A restart goes on from there.
 */
export function reservedClock(options: { file: string; speed: number; monotonic: Monotonic }): Clock {
  const { file, speed, monotonic } = options;
  if (!(speed > 0 && speed <= 1000))
    throw new RangeError(`speed: must be over 0 and at most 1000, not ${speed}`);
  const stored = readReservation(file);
  const base = stored ?? instant(Date.now());
  const running = domainClock({ base, at: monotonic.now(), speed }, monotonic);
  let reserved = stored ?? instant(base - 1);
  return {
    speed,
    now: () => {
      const now = running.now();
      if (now > reserved) {
        reserved = instant(Math.ceil(now + RESERVED_REAL_MS * speed));
        writeReservation(file, reserved);
      }
      return now;
    },
  };
}

function readReservation(file: string): Instant | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
  const reserved = Number(content.trim());
  if (!Number.isSafeInteger(reserved) || reserved <= 0)
    throw new Error(`${file}: holds no reservation of domain time`);
  return instant(reserved);
}

function writeReservation(file: string, reserved: Instant): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(`${file}.tmp`, 'w', 0o600);
  try {
    writeSync(handle, `${reserved}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.tmp`, file);
}
