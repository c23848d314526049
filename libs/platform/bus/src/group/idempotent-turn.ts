import { type EventEnvelope } from '@hansom/platform-schedule';

import { type GroupParts, handleOrPark } from './group-parts.ts';
import { type Lane, type Turn } from './lane.ts';
import { type Handled } from './progress.ts';

export interface IdempotentParts extends GroupParts {
  readonly handled: Handled;
}

/**
 * What came for one aggregate of a group without an order: the effect of each event, **then** the note that it was handled. One that fails, or
 * cannot be read, holds up no other. Throws the first failure, when all were looked at.
 */
export async function idempotentTurn(parts: IdempotentParts, lane: Lane): Promise<Turn> {
  const failures: unknown[] = [];
  const note = (error: unknown): void => void failures.push(error);
  await fetchWanted(parts, lane).catch(note);
  for (const envelope of [...lane.pending.values()].sort((a, b) => a.version - b.version)) {
    await handleOnce(parts, lane, envelope).catch(note); // an aggregate's one after the other, though nobody relies on it
  }
  if (failures.length > 0) throw failures[0];
  return 'rest';
}

async function handleOnce(parts: IdempotentParts, lane: Lane, envelope: EventEnvelope): Promise<void> {
  const { key, version } = envelope;
  if (await isSettled(parts, key, version)) parts.figures.repeats += 1;
  else if ((await handleOrPark(parts, lane, envelope)) === 'handled') await parts.handled.add(key, version);
  lane.pending.delete(version);
  lane.failures.delete(version);
}

async function fetchWanted(parts: IdempotentParts, lane: Lane): Promise<void> {
  const { owner, figures } = parts;
  for (const version of [...lane.wanted].sort((a, b) => a - b)) {
    if (!lane.pending.has(version) && !(await isSettled(parts, lane.key, version))) {
      const { events, expiredTo } = await owner.read(lane.key, { from: version, to: version });
      if (expiredTo >= version) await passOver(parts, lane.key, version);
      const found = events.filter((event) => event.version === version);
      figures.fetched += found.length;
      for (const event of found) lane.pending.set(version, event);
    }
    lane.wanted.delete(version); // what is not there may come yet: the walk comes by again
  }
}

async function passOver({ effects, figures, handled }: IdempotentParts, key: string, version: number) {
  figures.expired += 1;
  effects.log.error('event expired before it was seen', { aggregate: key, version });
  await handled.add(key, version);
}

async function isSettled(
  { parking, handled }: IdempotentParts,
  key: string,
  version: number,
): Promise<boolean> {
  return parking.holds(key, version) || (await handled.isReached(key, version));
}
