import { type ContendedTable, contendedTable, text } from '@hansom/platform-store';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Which shift a driver's command to start one is for. */
export const commandsTable = contendedTable({
  name: 'commands',
  partition: { driver_id: text() },
  clustering: { command_key: text() },
  columns: { shift_id: text() },
});

/** The id under the key as it first came: a repeat gets the first one's. */
export async function firstShiftId(
  table: ContendedTable<typeof commandsTable>,
  row: { driver_id: string; command_key: string; shift_id: string },
): Promise<string> {
  const written = await table.insertIfAbsent(row, { ttlMs: KEPT_MS });
  return written.applied ? row.shift_id : (written.current?.shift_id ?? row.shift_id);
}
