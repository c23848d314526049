import {
  checkedBatch,
  checkedEventKey,
  checkedId,
  checkStand,
  EVENT_KEY,
  ID,
  MAX_EVENTS,
  stateColumns,
} from './aggregate-checks.ts';
import { type AggregateDefinition, EVENT_COLUMNS } from './definitions.ts';
import { type Engine, type Stand, type StoredRow } from './engine.ts';
import { encodeKey } from './keys.ts';
import { type Calls } from './record-engine.ts';
import { type Records, type StoredRecord } from './records.ts';
import { holds, liveRecord, merged, named, projected, recordOf, scanRows, writeRow } from './steps.ts';

type AggregateMethods = 'readState' | 'readEvent' | 'readEvents' | 'commit' | 'raiseFence';

/** The aggregate half of an engine over ordered records. The state lies before its events, at the id alone. */
export function aggregateCalls({ clock, call }: Calls): Pick<Engine, AggregateMethods> {
  return {
    readState: async (of, id, level) => {
      const at = stateKey(of, id);
      return call({ kind: 'readState', target: of.name, key: id, level }, (records) =>
        projected(records.get(at), stateColumns(of)),
      );
    },
    readEvent: async (of, { id, version }, level) => {
      const at = eventKey(of, id, version);
      return call({ kind: 'readEvent', target: of.name, key: `${id}#${version}`, level }, (records) =>
        projected(liveRecord(records, at, clock.now()), EVENT_COLUMNS),
      );
    },
    readEvents: async (of, id, range) => {
      const from = eventKey(of, id, range.from);
      const before = eventKey(of, id, range.to + 1);
      return call({ kind: 'readEvents', target: of.name, key: id, detail: range }, (records) => {
        const bounds = { from, before, reverse: false };
        return scanRows(records, { bounds, limit: MAX_EVENTS, now: clock.now() }, readEvent).rows;
      });
    },
    commit: async (of, batch) => {
      const { state, event } = checkedBatch(of, batch);
      const at = stateKey(of, batch.id);
      const eventAt = eventKey(of, batch.id, batch.expect.version + 1);
      return call({ kind: 'commit', target: of.name, key: batch.id, detail: batch }, (records) => {
        const current = standing(records, at, batch.expect);
        if (current) return { applied: false, ...current };
        records.set(at, recordOf(merged(records.get(at)?.columns, state), undefined));
        const options = { ttlMs: batch.eventTtlMs };
        writeRow(records, { key: eventAt, row: event, now: clock.now(), options });
        return { applied: true };
      });
    },
    raiseFence: async (of, id, expect) => {
      checkStand(of, expect);
      const at = stateKey(of, id);
      return call({ kind: 'raiseFence', target: of.name, key: id, detail: expect }, (records) => {
        const current = standing(records, at, expect);
        if (current) return { applied: false, ...current };
        const raised = merged(records.get(at)?.columns, { fence: expect.fence + 1 });
        records.set(at, recordOf(raised, undefined));
        return { applied: true };
      });
    },
  };
}

function readEvent(record: StoredRecord): StoredRow | undefined {
  return projected(record, EVENT_COLUMNS);
}

function stateKey(of: AggregateDefinition, id: string): Uint8Array {
  return encodeKey(ID, checkedId(of, id));
}

function eventKey(of: AggregateDefinition, id: string, version: number): Uint8Array {
  return encodeKey(EVENT_KEY, checkedEventKey(of, { id, version }));
}

/** What stands in the way of a condition on version and fence: undefined when nothing does. */
function standing(
  records: Records,
  at: Uint8Array,
  { version, fence }: Stand,
): { current: StoredRow | undefined } | undefined {
  const expect = { version: version || undefined, fence: fence || undefined };
  const record = records.get(at);
  return holds(record?.columns ?? {}, expect) ? undefined : { current: named(record, expect) };
}
