import { type MonotonicInstant } from '@hansom/platform-context';

import { NO_PAST, type Past } from './past.ts';

/** What an operator wants to run. */
export interface Wanted {
  /** `down`: nothing, and what runs ends in order. */
  readonly goal: 'up' | 'down';
  readonly groups: readonly Group[];
}

/** Instances of one service from one bundle. */
export interface Group {
  readonly service: string;
  /** Tells bundles of a service apart; the first has none. */
  readonly release?: string;
  readonly replicas: number;
  /** It starts when everything of the levels below has served once: the control plane is 0. */
  readonly startLevel: number;
  /** At the end the highest goes first, and the next when nothing is left of it. */
  readonly stopLevel: number;
  /** When it is raised, every instance is replaced, one after the other. */
  readonly generation: number;
  /** So many of the first slots listen on a port of their own: there, the old instance ends before a new one starts. */
  readonly fixedPorts: number;
}

/** A place for one instance. */
export interface Slot {
  readonly service: string;
  readonly release?: string;
  /** 1 and up. */
  readonly index: number;
}

/** `booking-1`; `booking@20260102030405-1` of a bundle that was added. */
export function slotName({ service, release, index }: Slot): string {
  return `${service}${release === undefined ? '' : `@${release}`}-${index}`;
}

/** An instance that was started and has not ended. */
export interface SeenInstance {
  /** Unique among all that ever ran. */
  readonly id: string;
  readonly slot: Slot;
  readonly generation: number;
  readonly state: 'starting' | 'serving' | 'stopping';
  /** Since when it is in that state. */
  readonly since: MonotonicInstant;
}

/** What is so. */
export interface Seen {
  readonly instances: readonly SeenInstance[];
  /** By the names of slots; none: nothing has happened there yet. */
  readonly pasts: ReadonlyMap<string, Past>;
}

export function pastOf({ pasts }: Seen, slot: Slot): Past {
  return pasts.get(slotName(slot)) ?? NO_PAST;
}

export function slotsOf({ service, release, replicas }: Group): Slot[] {
  const own = { service, ...(release !== undefined && { release }) };
  return Array.from({ length: replicas }, (_, i) => ({ ...own, index: i + 1 }));
}

export function isOf(group: Group, { service, release }: Slot): boolean {
  return group.service === service && group.release === release;
}
