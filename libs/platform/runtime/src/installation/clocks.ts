import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

import {
  type Clock,
  domainClock,
  type Instant,
  instant,
  type Millis,
  type Monotonic,
  type MonotonicInstant,
  monotonicInstant,
} from '@hansom/platform-context';

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

export interface ReservedClockOptions {
  /** Holds a reservation: a time that is told to nobody before it is on disk. A restart goes on from there. */
  file: string;
  speed: number;
  monotonic: Monotonic;
  /** One clock for all processes of an installation, as `sharedMapping` has made it; each keeps a reservation of its own. */
  mapping?: string;
}

/**
 * Domain time of a development installation: it runs `speed` times as fast as real time, stands still while nothing runs,
 * and never goes back, whatever moment the process died at.
 */
export function reservedClock({ file, speed, monotonic, mapping }: ReservedClockOptions): Clock {
  if (!(speed > 0 && speed <= 1000))
    throw new RangeError(`speed: must be over 0 and at most 1000, not ${speed}`);
  const own = mapping === undefined ? file : `${file}.${process.pid}`;
  const start = mapping === undefined ? alone(file, monotonic) : parseMapping(mapping, monotonic);
  const running = domainClock({ ...start, speed }, monotonic);
  let { reserved } = start;
  return {
    speed,
    now: () => {
      const now = running.now();
      if (now > reserved) {
        reserved = instant(Math.ceil(now + RESERVED_REAL_MS * speed));
        writeReservation(own, reserved);
      }
      return now;
    },
  };
}

interface Start {
  readonly base: Instant;
  readonly at: MonotonicInstant;
  /** Up to this time nothing need be written. */
  readonly reserved: Instant;
}

function alone(file: string, monotonic: Monotonic): Start {
  const stored = takeReservation(file);
  const base = stored ?? instant(Date.now());
  return { base, at: monotonic.now(), reserved: stored ?? instant(base - 1) };
}

/**
 * The clock that all processes of an installation share while it runs: they are told it as `HANSOM_CLOCK_MAPPING`. It goes on from whatever
 * ran there last. It holds until the machine is started again.
 */
export function sharedMapping(file: string): string {
  const base = takeReservation(file) ?? Date.now();
  return `${base}@${Math.floor(machineNow())}`;
}

function parseMapping(mapping: string, monotonic: Monotonic): Start {
  const [base, machineAt] = mapping.split('@').map(Number);
  if (base === undefined || machineAt === undefined)
    throw new RangeError(`${mapping} is no mapping of domain time`);
  const at = monotonicInstant(monotonic.now() - (machineNow() - machineAt));
  return { base: instant(base), at, reserved: instant(base - 1) };
}

/** Real milliseconds since the machine was started: the same in all of its processes. */
function machineNow(): Millis {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The latest of all reservations, as the only one that is left. */
function takeReservation(file: string): Instant | undefined {
  const others = reservationsBeside(file);
  const stored = [file, ...others].flatMap((one) => readReservation(one) ?? []);
  if (stored.length === 0) return undefined;
  const latest = instant(Math.max(...stored));
  if (others.length > 0) writeReservation(file, latest);
  others.forEach((other) => rmSync(other));
  return latest;
}

/** Those of processes that shared a clock. */
function reservationsBeside(file: string): string[] {
  const folder = path.dirname(file);
  if (!existsSync(folder)) return [];
  const isOne = new RegExp(`^${path.basename(file)}\\.\\d+$`);
  return readdirSync(folder)
    .filter((name) => isOne.test(name))
    .map((name) => path.join(folder, name));
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
