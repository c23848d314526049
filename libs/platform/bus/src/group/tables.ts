import {
  contendedTable,
  int,
  type TableDefinition,
  type TableRow,
  text,
  timestamp,
} from '@hansom/platform-store';
import { type Minute } from '@hansom/platform-schedule';

/** Up to which version of an aggregate a group has seen everything. Rows stay for ever: one that went would begin at 1 again. */
export const positionsTable = contendedTable({
  name: 'bus_positions',
  partition: { group: text(), key: text() },
  columns: { version: int() },
});

/** Which events a group without an order has handled. Rows outlive the owner's outbox. */
export const handledTable = contendedTable({
  name: 'bus_handled',
  partition: { group: text(), key: text() },
  clustering: { version: int() },
  columns: { by: text() },
});

/** Up to which minute of a shard of the owner's outbox a group has reached everything. It only rises. */
export const groupMarksTable = contendedTable({
  name: 'bus_marks',
  partition: { group: text(), shard: int() },
  columns: { minute: int<Minute>() },
});

/** `parked`: waits for an operator. `replay`, `skip`: what the operator said, while it is being done. `done`: nothing is left to do. */
export type ParkedStatus = 'parked' | 'replay' | 'skip' | 'done';

/** Events that failed too often. `step` rises with each change. */
export const parkedTable = contendedTable({
  name: 'bus_parked',
  partition: { group: text() },
  clustering: { key: text(), version: int() },
  columns: { status: text<ParkedStatus>(), step: int(), reason: text(), parked_at: timestamp() },
});

export type ParkedRow = TableRow<typeof parkedTable>;

/** All that a service keeps which handles events, for its groups. */
export const groupTables: readonly TableDefinition[] = [
  positionsTable,
  handledTable,
  groupMarksTable,
  parkedTable,
];
