import { type ReadDecision, type StoredRow, type TransitionBatch, type TransitionVerdict } from '../index.ts';

/**
 * A mistake that specs and explorers must find: the event row first, then the state. A batch that arrives in between has moved the
 * version, and its row was not seen: it is taken for another's.
 */
export const swappedReadDecision: ReadDecision = async ({ engine, of }, batch) => {
  const event = await engine.readEvent(of, { id: batch.id, version: batch.expect.version + 1 }, 'serial');
  const state = await engine.readState(of, batch.id, 'serial');
  return concludedFrom(batch, state, event);
};

/** The same conclusion, from the reads in their right order: there it is true. */
export const orderedReadDecision: ReadDecision = async ({ engine, of }, batch) => {
  const state = await engine.readState(of, batch.id, 'serial');
  const event = await engine.readEvent(of, { id: batch.id, version: batch.expect.version + 1 }, 'serial');
  return concludedFrom(batch, state, event);
};

function concludedFrom(
  batch: TransitionBatch,
  state: StoredRow | undefined,
  event: StoredRow | undefined,
): TransitionVerdict | undefined {
  if (event?.attempt === batch.event.attempt) return 'applied';
  const unchanged =
    (state?.version ?? 0) === batch.expect.version && (state?.fence ?? 0) === batch.expect.fence;
  return event || !unchanged ? 'lost' : undefined;
}
