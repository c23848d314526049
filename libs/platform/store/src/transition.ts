import { type AggregateDefinition } from './definitions.ts';
import { type Engine, type StoredRow, type TransitionBatch } from './engine.ts';
import { type Budget, settled } from './settle.ts';

/** The aggregates of one kind in one engine. */
export interface AggregateCells {
  engine: Engine;
  of: AggregateDefinition;
}

/** `lost`: another made that version, or the fence was raised. Read the state and decide anew, as a new attempt. */
export type TransitionVerdict = 'applied' | 'lost';

/** Reads what became of a batch that may have been applied; undefined: not decided, its version is still to come. */
export type ReadDecision = (
  cells: AggregateCells,
  batch: TransitionBatch,
) => Promise<TransitionVerdict | undefined>;

/**
 * Makes one transition, or tells truly that it was lost. The attempt's id is the batch's `event.attempt`; it must be new.
 * Throws `OutcomeUnknown` (`store.outcome_unknown`) when that is not known at the deadline, `StoreUnavailable` when nothing was sent.
 */
export function settleTransition(
  cells: AggregateCells,
  batch: TransitionBatch,
  budget: Budget & { readDecision?: ReadDecision },
): Promise<TransitionVerdict> {
  const decide = budget.readDecision ?? readDecision;
  const send = async (): Promise<TransitionVerdict> => {
    const answer = await cells.engine.commit(cells.of, batch);
    return answer.applied ? 'applied' : 'lost';
  };
  const what = `${cells.of.name} ${batch.id} version ${batch.expect.version + 1}`;
  return settled({ what, send, decide: () => decide(cells, batch) }, budget);
}

/**
 * The state, *then* the event row, both serial: what the state says has happened, the second read sees. The other way round a batch
 * that arrives between the two has moved the version, and its row is missing.
 */
export async function readDecision(
  { engine, of }: AggregateCells,
  batch: TransitionBatch,
): Promise<TransitionVerdict | undefined> {
  const state = await engine.readState(of, batch.id, 'serial');
  const event = await engine.readEvent(of, { id: batch.id, version: batch.expect.version + 1 }, 'serial');
  return verdictOf(batch, state, event);
}

/** What a state and the event row that was read after it say about the batch. */
export function verdictOf(
  batch: TransitionBatch,
  state: StoredRow | undefined,
  event: StoredRow | undefined,
): TransitionVerdict | undefined {
  if (event) return event.attempt === batch.event.attempt ? 'applied' : 'lost';
  const still = (state?.version ?? 0) === batch.expect.version;
  // Behind a raised fence it cannot arrive any more. A version that is past without its row tells nothing: the row expired.
  return still && (state?.fence ?? 0) !== batch.expect.fence ? 'lost' : undefined;
}
