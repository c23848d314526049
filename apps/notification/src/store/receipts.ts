import { blob, type ContendedTable, contendedTable, int, text } from '@hansom/platform-store';
import { Receipt } from '@hansom/proto-notification';

/** Receipts as they were sent: documents, which nobody computes with, so they are kept as they go over the wire. */
export const receiptsTable = contendedTable({
  name: 'receipts',
  partition: { booking_id: text() },
  columns: {
    /** The version of the payment that the receipt tells of. */
    payment_version: int(),
    document: blob(),
  },
});

export interface Receipts {
  /** Keeps a receipt unless there is a later one. Whether it is the latest now. */
  keep(receipt: Receipt, paymentVersion: number): Promise<boolean>;
  of(bookingId: string): Promise<Receipt | undefined>;
}

export function receipts(table: ContendedTable<typeof receiptsTable>): Receipts {
  return { keep, of };

  async function keep(receipt: Receipt, payment_version: number): Promise<boolean> {
    const booking_id = receipt.bookingId;
    const set = { payment_version, document: Receipt.encode(receipt).finish() };
    let written = await table.insertIfAbsent({ booking_id, ...set });
    // Versions only rise, and a payment has few.
    while (!written.applied && written.current && written.current.payment_version < payment_version) {
      const expect = { payment_version: written.current.payment_version };
      written = await table.compareAndSet({ booking_id }, { expect, set });
    }
    return written.applied || written.current?.payment_version === payment_version;
  }

  async function of(booking_id: string): Promise<Receipt | undefined> {
    const row = await table.get({ booking_id });
    return row && Receipt.decode(row.document);
  }
}
