import { randomUUID } from 'node:crypto';

import { instant } from '@hansom/platform-context';

import {
  aggregate,
  bigint,
  blob,
  boolean,
  contendedTable,
  double,
  int,
  optional,
  type StoredRow,
  table,
  text,
  textList,
  timestamp,
  type TransitionBatch,
} from '../index.ts';

/** Plain rows within a partition, ordered by a number, then a text. */
export const entries = table({
  name: 'contract_entries',
  partition: { owner: text() },
  clustering: { rank: int(), label: text() },
  columns: { body: text(), note: optional(text()) },
});

/** The same table as a newer version of the service knows it. */
export const newerEntries = table({
  name: 'contract_entries',
  partition: { owner: text() },
  clustering: { rank: int(), label: text() },
  columns: { body: text(), colour: optional(text()) },
});

export const values = table({
  name: 'contract_values',
  partition: { id: text() },
  columns: {
    a_text: optional(text()),
    an_int: optional(int()),
    a_bigint: optional(bigint()),
    a_double: optional(double()),
    a_boolean: optional(boolean()),
    a_blob: optional(blob()),
    a_timestamp: optional(timestamp()),
    a_list: optional(textList()),
  },
});

/** One partition a test, ordered by each kind that can be a key. */
export const ordered = {
  text: table({ name: 'by_text', partition: { p: text() }, clustering: { k: text() }, columns: {} }),
  int: table({ name: 'by_int', partition: { p: text() }, clustering: { k: int() }, columns: {} }),
  bigint: table({ name: 'by_bigint', partition: { p: text() }, clustering: { k: bigint() }, columns: {} }),
  double: table({ name: 'by_double', partition: { p: text() }, clustering: { k: double() }, columns: {} }),
  boolean: table({ name: 'by_boolean', partition: { p: text() }, clustering: { k: boolean() }, columns: {} }),
  blob: table({ name: 'by_blob', partition: { p: text() }, clustering: { k: blob() }, columns: {} }),
  timestamp: table({
    name: 'by_timestamp',
    partition: { p: text() },
    clustering: { k: timestamp() },
    columns: {},
  }),
} as const;

export const slots = contendedTable({
  name: 'contract_slots',
  partition: { id: text() },
  columns: { holder: text(), turn: int(), note: optional(text()), tags: textList() },
});

export const newerSlots = contendedTable({
  name: 'contract_slots',
  partition: { id: text() },
  columns: { holder: text(), turn: int(), colour: optional(text()) },
});

export const rides = aggregate({
  name: 'contract_rides',
  fields: { driver: optional(text()), fare: optional(bigint()) },
  states: { OPEN: {}, DONE: { terminal: true } },
});

export const newerRides = aggregate({
  name: 'contract_rides',
  fields: { driver: optional(text()), colour: optional(text()) },
  states: { OPEN: {}, DONE: { terminal: true } },
});

export const NOON = instant(Date.UTC(2026, 0, 5, 12));

/** An id that no other test, and no earlier run against the same store, has used. */
export function fresh(prefix: string): string {
  return `${prefix}-${randomUUID()}`;
}

/** A transition from `version` to the next. */
export function aBatch(id: string, version: number, over: Partial<TransitionBatch> = {}): TransitionBatch {
  const next = version + 1;
  return {
    id,
    expect: { version, fence: 0 },
    state: { version: next, state: 'OPEN' },
    event: anEvent(next),
    ...over,
  };
}

export function anEvent(version: number, over: StoredRow = {}): StoredRow {
  const event = {
    version,
    attempt: `attempt-${version}`,
    type: 'ride.changed',
    payload: new Uint8Array([version]),
  };
  return { ...event, occurred_at: NOON, ...over };
}

/** All of them, for engines that have a schema. Some are the same table as two versions know it. */
export const contractDefinitions = [
  entries,
  newerEntries,
  values,
  ...Object.values(ordered),
  slots,
  newerSlots,
  rides,
  newerRides,
];
