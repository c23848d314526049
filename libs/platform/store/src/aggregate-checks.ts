import { checkedColumns, checkedRequired, checkedWhole, checkTtl, columnError } from './checks.ts';
import { type Columns, int, text } from './columns.ts';
import { type AggregateDefinition, EVENT_COLUMNS, STATE_COLUMNS } from './definitions.ts';
import { type Stand, type StoredRow, type TransitionBatch } from './engine.ts';

/** What addresses an aggregate. */
export const ID = { id: text() };
/** What addresses one of its events. */
export const EVENT_KEY = { id: text(), version: int() };
/** Events of one read. */
export const MAX_EVENTS = 1000;

const mergedColumns = new WeakMap<AggregateDefinition, Columns>();

/** All columns of a state. Put together once an aggregate: every call of an engine asks for them. */
export function stateColumns(of: AggregateDefinition): Columns {
  const known = mergedColumns.get(of);
  if (known) return known;
  const columns = Object.freeze({ ...STATE_COLUMNS, ...of.fields });
  mergedColumns.set(of, columns);
  return columns;
}

export function checkedId(of: AggregateDefinition, id: string): StoredRow {
  if (id === '') throw columnError(of.name, 'id', 'empty in a partition key');
  return checkedWhole(of.name, ID, { id });
}

export function checkedEventKey(of: AggregateDefinition, key: { id: string; version: number }): StoredRow {
  return checkedWhole(of.name, EVENT_KEY, key);
}

/** A transition's columns in stored form. Refuses what no engine could keep true. */
export function checkedBatch(
  of: AggregateDefinition,
  batch: TransitionBatch,
): Pick<TransitionBatch, 'state' | 'event'> {
  checkStand(of, batch.expect);
  checkTtl({ ttlMs: batch.eventTtlMs });
  const version = batch.expect.version + 1;
  const state = checkedColumns(of.name, stateColumns(of), batch.state);
  const event = checkedRequired(of.name, EVENT_COLUMNS, batch.event);
  if (state.version !== version || event.version !== version) {
    throw columnError(of.name, 'version', `not the next one, ${version}`);
  }
  if ('fence' in state) throw columnError(of.name, 'fence', 'raised by raiseFence only');
  return { state, event };
}

export function checkStand(of: AggregateDefinition, stand: Stand): void {
  checkedWhole(of.name, { version: int(), fence: int() }, { version: stand.version, fence: stand.fence });
}
