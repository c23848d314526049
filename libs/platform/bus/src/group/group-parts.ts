import { type Effects } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type EventOwner } from '../owner/event-owner.ts';
import { type Figures } from './figures.ts';
import { type Lane } from './lane.ts';
import { type Parking } from './parking.ts';

/** What the turns of a group's lanes work on. */
export interface GroupParts {
  /** `booking/booking`: whose aggregates, and of which kind. */
  readonly group: string;
  readonly effects: Effects;
  readonly owner: EventOwner;
  readonly parking: Parking;
  readonly figures: Figures;
  /** Has an event handled; rejects when that failed. */
  readonly handle: (envelope: EventEnvelope) => Promise<void>;
}

/** What became of an event. `dealt with`: by another instance, meanwhile. */
export type Handling = 'handled' | 'parked' | 'dealt with';

/** An event that failed so often is parked. */
export const MOST_FAILURES = 10;

/** Has an event handled. Throws what the handler does, until that was too often. */
export async function handleOrPark(
  { effects, parking, figures, handle }: GroupParts,
  lane: Lane,
  envelope: EventEnvelope,
): Promise<Handling> {
  const { id, version, occurredAt } = envelope;
  try {
    await handle(envelope);
  } catch (error) {
    figures.failures += 1;
    const failures = (lane.failures.get(version) ?? 0) + 1;
    lane.failures.set(version, failures);
    if (failures < MOST_FAILURES) throw error;
    const parked = await parking.park(envelope, error);
    lane.failures.delete(version);
    if (parked) effects.log.error('event is parked', { event: id, failures, error });
    return parked ? 'parked' : 'dealt with';
  }
  figures.handled += 1;
  figures.lagMs = Math.max(0, effects.clock.now() - occurredAt) / effects.clock.speed;
  return 'handled';
}
