import { bigint, contendedTable, optional, text } from '@hansom/platform-store';

/**
 * Every movement of money that the simulated provider made, or decided not to make, by its key. A hold is one row, whatever becomes of it;
 * its reference is its key.
 */
export const movementsTable = contendedTable({
  name: 'provider_movements',
  partition: { key: text() },
  columns: {
    status: text<'HELD' | 'DECLINED' | 'CAPTURED' | 'RELEASED' | 'CHARGED' | 'REFUNDED'>(),
    card: text(),
    amount_minor: bigint(),
    currency: text(),
    reason: optional(text()),
    /** Of a captured hold: by which key, and how much. */
    captured_by: optional(text()),
    captured_minor: optional(bigint()),
  },
});
