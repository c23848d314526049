import {
  type LiveJob,
  type Now,
  type ServerFrame,
  type ServiceHealth,
  type Taxi,
} from '../../../src/live/protocol.ts';
import { type ClockReading, nextReading } from './city-clock.ts';

/** A city as the page knows it. Never changed: a frame makes the next one, and what it did not touch stays the same object. */
export interface CityState {
  readonly epoch: string;
  readonly revision: number;
  readonly city: string;
  readonly clock: ClockReading;
  readonly taxis: ReadonlyMap<string, Taxi>;
  readonly jobs: ReadonlyMap<string, LiveJob>;
  readonly now: Now;
  readonly services: readonly ServiceHealth[];
}

/**
 * What is known after a frame that came at this monotonic moment. Changes that come before any snapshot mean nothing; those that are not newer
 * than what is known were heard before: either changes nothing.
 */
export function afterFrame(
  known: CityState | undefined,
  frame: ServerFrame,
  moment: number,
): CityState | undefined {
  if (frame.type === 'snapshot') return ofSnapshot(known, frame, moment);
  if (!known || frame.revision < known.revision) return known;
  return {
    ...known,
    revision: frame.revision,
    clock: nextReading(known.clock, frame.clock, moment),
    taxis: changed(known.taxis, frame.taxis, frame.taxisGone),
    jobs: changed(known.jobs, frame.jobs, frame.jobsGone),
    now: frame.now ?? known.now,
    services: frame.services ?? known.services,
  };
}

type Snapshot = Extract<ServerFrame, { type: 'snapshot' }>;

function ofSnapshot(known: CityState | undefined, frame: Snapshot, moment: number): CityState {
  const { epoch, revision, city, clock, taxis, jobs, now, services } = frame;
  return {
    ...{ epoch, revision, city, now, services },
    clock: nextReading(known?.city === city ? known.clock : undefined, clock, moment),
    taxis: byId(taxis),
    jobs: byId(jobs),
  };
}

function byId<T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function changed<T extends { id: string }>(
  known: ReadonlyMap<string, T>,
  items: readonly T[],
  gone: readonly string[],
): ReadonlyMap<string, T> {
  if (items.length === 0 && gone.length === 0) return known;
  const next = new Map(known);
  for (const id of gone) next.delete(id);
  for (const item of items) next.set(item.id, item);
  return next;
}
