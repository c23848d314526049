import { type EventEnvelope } from '@hansom/platform-schedule';

/** One aggregate on its way through a group: only while there is something to do about it. */
export interface Lane {
  readonly key: string;
  /** Events that came, by version. */
  readonly pending: Map<number, EventEnvelope>;
  /** Versions that somebody set out to make: to be read from their owner. */
  readonly wanted: Set<number>;
  /** What is missing is to be read now, not waited for. */
  fetch: boolean;
  /** Times that a handler failed, by version. */
  readonly failures: Map<number, number>;
}

/**
 * What came of a turn. `rest`: nothing is left to do. `wait`: something is missing that may still come by itself. A turn that throws is
 * taken again, with back-off.
 */
export type Turn = 'rest' | 'wait';

/** More than an aggregate ever has: all there is. */
export const ALL_VERSIONS = 2 ** 31 - 1;

export function laneOf(key: string): Lane {
  return { key, pending: new Map(), wanted: new Set(), fetch: false, failures: new Map() };
}

/** The highest version that came or is wanted. */
export function highest({ pending, wanted }: Lane): number {
  return Math.max(0, ...pending.keys(), ...wanted);
}

/** Drops what is not above `version`, and says how many events that were. */
export function forgetUpTo({ pending, wanted, failures }: Lane, version: number): number {
  const before = pending.size;
  for (const map of [pending, failures]) for (const at of map.keys()) if (at <= version) map.delete(at);
  for (const at of wanted) if (at <= version) wanted.delete(at);
  return before - pending.size;
}
