import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { buildCopy } from './build-copy.ts';

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
      "import tables from '../../migrations/0001_tables.cql'; import mark from '../../migrations/0003_mark.cql';",
  },
  {
    file: 'store/keeps.ts',
    before: 'migrations: [tables, stopped]',
    after: 'migrations: [tables, stopped, mark]',
  },
];
const MIGRATION = `ALTER TABLE booking ADD (\n  ${MARK.column} text static\n);\n`;

export interface NewerBooking {
  readonly bundle: string;
  readonly version: string;
  remove(): Promise<void>;
}

/** Builds the next version of booking alone, in a copy of what is committed. */
export async function buildNewerBooking(root: string): Promise<NewerBooking> {
  const { bundleOf, versionOf, remove } = await buildCopy(root, { services: ['booking'], edit });
  return { bundle: bundleOf('booking'), version: await versionOf('booking'), remove };
}

async function edit(copy: string): Promise<void> {
  for (const one of EDITS) await apply(path.join(copy, 'apps/booking/src', one.file), one); // some are of one file
  await writeFile(path.join(copy, 'apps/booking/migrations/0003_mark.cql'), MIGRATION);
}

async function apply(file: string, { before, after }: { before: string; after: string }): Promise<void> {
  const source = await readFile(file, 'utf8');
  if (!source.includes(before)) throw new Error(`${file} has no ${before}: the edit is out of date`);
  await writeFile(file, source.replace(before, after));
}
