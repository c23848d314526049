import {
  checkedColumns,
  checkedKey,
  checkedPartition,
  checkedPrefix,
  checkedRow,
  checkExpectation,
  checkKindOfWrite,
  checkLimit,
  checkTtl,
} from './checks.ts';
import { allColumns, keyColumns, type TableDefinition } from './definitions.ts';
import { type Engine, type RangeQuery, type StoredRow } from './engine.ts';
import { afterPrefix, decodeKey, encodeKey } from './keys.ts';
import { type Calls } from './record-engine.ts';
import { type Bounds } from './records.ts';
import {
  changeRow,
  insertRow,
  liveRecord,
  projected,
  type ReadRecord,
  resumed,
  scanRows,
  writeRow,
} from './steps.ts';

type TableMethods = 'get' | 'range' | 'put' | 'delete' | 'insertIfAbsent' | 'compareAndSet';

/** The table half of an engine over ordered records: checks, encodes, and runs one atomic step each. */
export function tableCalls({ clock, call }: Calls): Pick<Engine, TableMethods> {
  return {
    get: async (table, key, level) => {
      if (level === 'serial') checkKindOfWrite(table, true);
      const at = bytesOf(table, checkedKey(table, key));
      return call({ kind: 'get', target: table.name, key, level }, (records) => {
        const record = liveRecord(records, at, clock.now());
        return record && reader(table)(record, at);
      });
    },
    range: async (table, query) => {
      checkLimit(query.limit);
      const bounds = resumed(boundsOf(table, query), query.page);
      const detail = { ...query, partition: undefined };
      return call({ kind: 'range', target: table.name, key: query.partition, detail }, (records) =>
        scanRows(records, { bounds, limit: query.limit, now: clock.now() }, reader(table)),
      );
    },
    put: async (table, row, options) => {
      checkKindOfWrite(table, false);
      checkTtl(options);
      const { key, columns } = checkedRow(table, row);
      const at = bytesOf(table, key);
      return call({ kind: 'put', target: table.name, key, detail: { columns, options } }, (records) =>
        writeRow(records, { key: at, row: columns, now: clock.now(), options }),
      );
    },
    delete: async (table, key) => {
      checkKindOfWrite(table, false);
      const at = bytesOf(table, checkedKey(table, key));
      return call({ kind: 'delete', target: table.name, key }, (records) => records.remove(at));
    },
    insertIfAbsent: async (table, row, options) => {
      checkKindOfWrite(table, true);
      checkTtl(options);
      const { key, columns } = checkedRow(table, row);
      const write = { key: bytesOf(table, key), row: columns, options };
      const detail = { columns, options };
      return call({ kind: 'insertIfAbsent', target: table.name, key, detail }, (records) =>
        insertRow(records, { ...write, now: clock.now() }, reader(table)),
      );
    },
    compareAndSet: async (table, key, change) => {
      checkKindOfWrite(table, true);
      checkTtl(change);
      const expect = checkedColumns(table.name, table.columns, change.expect);
      checkExpectation(table.name, expect);
      const row = checkedColumns(table.name, table.columns, change.set);
      const write = { key: bytesOf(table, checkedKey(table, key)), row, options: change };
      return call({ kind: 'compareAndSet', target: table.name, key, detail: change }, (records) =>
        changeRow(records, { ...write, now: clock.now() }, expect),
      );
    },
  };
}

/** The columns of a table, those of the key among them. */
function reader(table: TableDefinition): ReadRecord {
  return (record, key) =>
    projected({ columns: { ...record.columns, ...decodeKey(keyColumns(table), key) } }, allColumns(table));
}

function bytesOf(table: TableDefinition, key: StoredRow): Uint8Array {
  return encodeKey(keyColumns(table), key);
}

function boundsOf(table: TableDefinition, query: RangeQuery): Bounds {
  const partition = encodeKey(table.partition, checkedPartition(table, query.partition));
  const within = (prefix: StoredRow): Uint8Array => {
    const { columns, values } = checkedPrefix(table, prefix);
    return Buffer.concat([partition, encodeKey(columns, values)]);
  };
  return {
    from: query.from ? within(query.from) : partition,
    before: query.before ? within(query.before) : afterPrefix(partition),
    reverse: query.reverse ?? false,
  };
}
