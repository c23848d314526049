import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** What the newer one writes into each booking that it makes, and the older one has never heard of. */
export const MARK = { column: 'booked_by', value: 'the newer one' } as const;

/** What a developer changes for the next version: a field, and the migration that makes room for it. */
const EDITS: readonly { file: string; before: string; after: string }[] = [
  {
    file: 'store/booking-aggregate.ts',
    before: 'rider_name: text(),',
    after: `rider_name: text(), ${MARK.column}: optional(text()),`,
  },
  {
    file: 'domain/creation.ts',
    before: 'rider_name: order.riderName,',
    after: `rider_name: order.riderName, ${MARK.column}: '${MARK.value}',`,
  },
  {
    file: 'store/keeps.ts',
    before: "import tables from '../../migrations/0001_tables.cql';",
    after:
      "import tables from '../../migrations/0001_tables.cql'; import mark from '../../migrations/0002_mark.cql';",
  },
  { file: 'store/keeps.ts', before: 'migrations: [tables]', after: 'migrations: [tables, mark]' },
];
const MIGRATION = `ALTER TABLE booking ADD (\n  ${MARK.column} text static\n);\n`;

export interface NewerBooking {
  readonly bundle: string;
  readonly version: string;
  remove(): Promise<void>;
}

/** Builds the next version of booking alone, in a copy of what is committed. */
export async function buildNewerBooking(root: string): Promise<NewerBooking> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'hansom-newer-'));
  const remove = (): Promise<void> => rm(copy, { recursive: true, force: true });
  try {
    const run = promisify(execFile);
    await run('git', ['clone', '--quiet', '--shared', root, copy]);
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    for (const edit of EDITS) await apply(path.join(copy, 'apps/booking/src', edit.file), edit); // some are of one file
    await writeFile(path.join(copy, 'apps/booking/migrations/0002_mark.cql'), MIGRATION);
    const options = { cwd: copy };
    await run(process.execPath, ['tools/workspace/fresh-bundles.mjs', 'apps/booking'], options);
    const bundle = path.join(copy, 'dist/apps/booking/main.cjs');
    const { stdout } = await run(process.execPath, [bundle, '--describe'], options);
    const { version } = JSON.parse(stdout) as { version: string }; // our own program wrote it
    return { bundle, version, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function apply(file: string, { before, after }: { before: string; after: string }): Promise<void> {
  const source = await readFile(file, 'utf8');
  if (!source.includes(before)) throw new Error(`${file} has no ${before}: the edit is out of date`);
  await writeFile(file, source.replace(before, after));
}
