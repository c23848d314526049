import { type Random } from '@hansom/platform-context';
import { blob, type ContendedTable, contendedTable, text } from '@hansom/platform-store';

/** The secret of a gateway's cursors: one for all its instances. */
export const cursorSecretTable = contendedTable({
  name: 'cursor_secrets',
  partition: { name: text() },
  columns: { value: blob() },
});

const BYTES = 32;

/** The secret that was stored first, by whichever instance needed one. */
export async function cursorSecret(
  table: ContendedTable<typeof cursorSecretTable>,
  random: Pick<Random, 'bytes'>,
): Promise<string> {
  const made = random.bytes(BYTES);
  const written = await table.insertIfAbsent({ name: 'cursors', value: made });
  const value = written.applied ? made : (written.current?.value ?? made);
  return Buffer.from(value).toString('base64url');
}
