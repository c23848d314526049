import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

import { StoreUnavailable } from '@hansom/platform-store';

/** Where lmdb-js keeps the number that marks a file of lmdb (MDB_MAGIC), and what it is, byte by byte. */
const MARK_AT = 24;
const MARK = Buffer.from('dec0efbe', 'hex');

/** Throws a StoreUnavailable when the file of a store in this folder is of another kind: lmdb would read it, and end the process. */
export function checkKind(folder: string): void {
  const file = path.join(folder, 'data.mdb');
  const mark = markOf(file);
  if (mark && !mark.equals(MARK))
    throw new StoreUnavailable(
      `${file} is damaged, or no store: move it away, and begin with an empty one or a copy`,
    );
}

/** Undefined: there is no file, or nothing in it yet. */
function markOf(file: string): Buffer | undefined {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch {
    return undefined; // lmdb makes it, or says why it cannot
  }
  try {
    const head = Buffer.alloc(MARK_AT + MARK.length);
    return readSync(opened, head, 0, head.length, 0) === 0 ? undefined : head.subarray(MARK_AT);
  } finally {
    closeSync(opened);
  }
}
