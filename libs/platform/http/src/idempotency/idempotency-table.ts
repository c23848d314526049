import { contendedTable, int, optional, text, timestamp } from '@hansom/platform-store';

/** What was asked for under an `Idempotency-Key`, and what was answered: one row a key. */
export const idempotencyTable = contendedTable({
  name: 'idempotency_keys',
  partition: { caller: text(), operation: text(), key: text() },
  columns: {
    /** Of path, query and body. */
    request_hash: text(),
    /** When the key was first seen: ids of what it creates derive from this. */
    since: timestamp(),
    /** Changes with every step: whoever executes holds it, and never comes back to an old one. */
    attempt: text(),
    /** Until when it counts as in flight. */
    busy_until: timestamp(),
    /** The answer; none while it is in flight. */
    status: optional(int()),
    headers: optional(text()),
    body: optional(text()),
  },
});
