import {
  type AggregateDefinition,
  checkedBatch,
  checkedEventKey,
  checkedId,
  checkStand,
  encodeKey,
  type Engine,
  EVENT_COLUMNS,
  EVENT_KEY,
  ID,
  MAX_EVENTS,
  type Stand,
  stateColumns,
  type StoredRow,
  type TransitionBatch,
} from '@hansom/platform-store';
import { type types } from 'cassandra-driver';

import { fromCql } from '../codec.ts';
import { type Statement } from '../connection/session.ts';
import { identifiers } from '../identifiers.ts';
import { AGGREGATE_ID, eventColumn } from '../schema/table-schema.ts';
import { type Calls, tableName, ttlSeconds } from './calls.ts';
import { insert, update, type Values } from './statements.ts';
import { answerOf } from './table-calls.ts';

type AggregateMethods = 'readState' | 'readEvent' | 'readEvents' | 'commit' | 'raiseFence';

const VERSION = eventColumn('version');
const EVENTS = identifiers(Object.keys(EVENT_COLUMNS).map(eventColumn));

/** The aggregate half of the engine: static columns are the state, rows are the events. */
export function aggregateCalls(calls: Calls): Pick<Engine, AggregateMethods> {
  const { session, sizes } = calls;
  return {
    readState: async (of, id, level) => {
      checkId(of, id);
      // DISTINCT: of the static columns alone, however many events there are.
      const columns = identifiers([AGGREGATE_ID, ...Object.keys(stateColumns(of))]);
      const cql = `SELECT DISTINCT ${columns} FROM ${tableName(calls, of)} WHERE ${AGGREGATE_ID} = ?`;
      const [row] = (await session.read({ cql, values: [id] }, level)).rows;
      return row && stateIn(of, row);
    },
    readEvent: async (of, key, level) => {
      checkEventKey(of, key);
      const where = `${AGGREGATE_ID} = ? AND ${VERSION} = ?`;
      const cql = `SELECT ${EVENTS} FROM ${tableName(calls, of)} WHERE ${where}`;
      const [row] = (await session.read({ cql, values: [key.id, key.version] }, level)).rows;
      return row && eventIn(row);
    },
    readEvents: async (of, id, { from, to }) => {
      checkEventKey(of, { id, version: from });
      checkEventKey(of, { id, version: to });
      const where = `${AGGREGATE_ID} = ? AND ${VERSION} >= ? AND ${VERSION} <= ?`;
      const cql = `SELECT ${EVENTS} FROM ${tableName(calls, of)} WHERE ${where} ORDER BY ${VERSION} ASC`;
      const page = await session.readPage({ cql, values: [id, from, to] }, { limit: MAX_EVENTS });
      return page.rows.map(eventIn);
    },
    commit: async (of, batch) => {
      checkId(of, batch.id);
      const statement = transition(calls, of, batch);
      sizes.note(of.name, statement.values);
      return answer(await session.decide(statement));
    },
    raiseFence: async (of, id, expect) => {
      checkId(of, id);
      checkStand(of, expect);
      const set = { fence: expect.fence + 1 };
      const key = { [AGGREGATE_ID]: id };
      return answer(
        await session.decide(update(tableName(calls, of), { set, key, expect: conditionOf(expect) })),
      );
    },
  };
}

/** State and event in one conditional batch on their partition. One text: so it is prepared, and sent to a replica. */
function transition(calls: Calls, of: AggregateDefinition, batch: TransitionBatch): Statement {
  const { state, event } = checkedBatch(of, batch);
  const table = tableName(calls, of);
  const key = { [AGGREGATE_ID]: batch.id };
  const changed = update(table, { set: state, key, expect: conditionOf(batch.expect) });
  const ttl = ttlSeconds(calls, { ttlMs: batch.eventTtlMs });
  const added = insert(table, { ...key, ...eventRow(event) }, { ttl });
  return {
    cql: `BEGIN BATCH ${changed.cql}; ${added.cql}; APPLY BATCH`,
    values: [...changed.values, ...added.values],
  };
}

function eventRow(event: StoredRow): Values {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [eventColumn(name), value]));
}

/** Absent is null, which also a partition that is missing has. */
function conditionOf({ version, fence }: Stand): Values {
  return { version: version || undefined, fence: fence || undefined };
}

/** Cassandra answers with the static columns that were compared; where nothing is they are missing or null. */
function answer(row: types.Row): ReturnType<typeof answerOf> {
  return answerOf(row, () => {
    const current = fromCql(STAND, row);
    return Object.keys(current).length === 0 ? undefined : current;
  });
}

const STAND = { version: EVENT_KEY.version, fence: EVENT_KEY.version };

/** A partition of events alone is no state. */
function stateIn(of: AggregateDefinition, row: types.Row): StoredRow | undefined {
  const state = fromCql(stateColumns(of), row);
  return state.version === undefined && state.fence === undefined ? undefined : state;
}

function eventIn(row: types.Row): StoredRow {
  return fromCql(EVENT_COLUMNS, row, eventColumn);
}

function checkId(of: AggregateDefinition, id: string): void {
  encodeKey(ID, checkedId(of, id));
}

function checkEventKey(of: AggregateDefinition, key: { id: string; version: number }): void {
  encodeKey(EVENT_KEY, checkedEventKey(of, key));
}
