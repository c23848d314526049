import { type ContendedTable, contendedTable, text } from '@hansom/platform-store';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** What was asked for under a command key, and the id that its hold has or would have had. */
export const commandsTable = contendedTable({
  name: 'commands',
  partition: { command_key: text() },
  columns: { hold_id: text(), place_id: text(), guest_id: text() },
});

export interface Command {
  command_key: string;
  hold_id: string;
  place_id: string;
  guest_id: string;
}

/** The command as it first came under its key: a repeat gets the first one's hold id. */
export async function firstOf(
  table: ContendedTable<typeof commandsTable>,
  command: Command,
): Promise<Command> {
  const written = await table.insertIfAbsent(command, { ttlMs: KEPT_MS });
  return written.applied ? command : (written.current ?? command);
}
