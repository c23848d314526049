import { boolean, contendedTable, optional, type TableRow, text, timestamp } from '@hansom/platform-store';

/** Browsers that are signed in. The cookie itself is nowhere: whoever reads the table can be nobody by it. */
export const sessionsTable = contendedTable({
  name: 'sessions',
  /** SHA-256 of the cookie. */
  partition: { id: text() },
  columns: {
    /** Another with every write. */
    revision: text(),
    staff_id: text(),
    name: text(),
    access_token: text(),
    access_until: timestamp(),
    refresh_token: text(),
    /** When it ends if nobody uses it. */
    idle_until: timestamp(),
    /** Until when somebody is renewing it, and nobody else does. */
    renewing_until: optional(timestamp()),
    ended: boolean(),
  },
});

export type Session = TableRow<typeof sessionsTable>;
