import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type Effects } from '@hansom/platform-context';

import { type MeshSnapshot } from '../model/snapshot.ts';

/** The last set on disk, so that a process starts while the control plane is away. */
export interface LastSet {
  /** Undefined when there is none, or when it is not as it was written. */
  read(): Promise<MeshSnapshot | undefined>;
  /** Writes soon: the latest of those given meanwhile. Never throws. */
  write(snapshot: MeshSnapshot): void;
  /** Resolves when what was given is written. */
  flushed(): Promise<void>;
}

export function lastSetIn(folder: string, effects: Effects): LastSet {
  const file = path.join(folder, 'mesh.json');
  let latest: MeshSnapshot | undefined;
  let writing: Promise<void> | undefined;
  return {
    read: () => readSet(file, effects),
    write: (snapshot) => {
      latest = snapshot;
      writing ??= writeAll().finally(() => {
        writing = undefined;
      });
    },
    flushed: async () => writing,
  };

  /** One at a time: what comes while one is written is written after it. */
  async function writeAll(): Promise<void> {
    while (latest) {
      const snapshot = latest;
      latest = undefined;
      await writeSet(file, snapshot, effects).catch((error: unknown) =>
        effects.log.warn('the last set of the mesh could not be kept', { file, error }),
      );
    }
  }
}

async function writeSet(file: string, snapshot: MeshSnapshot, { ids }: Effects): Promise<void> {
  const content = JSON.stringify(snapshot);
  const temporary = `${file}.${ids.uuid()}`; // processes of one folder write at once
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(temporary, `${checksum(content)}\n${content}`, { mode: 0o600 });
  await rename(temporary, file);
}

async function readSet(file: string, { log }: Effects): Promise<MeshSnapshot | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const end = text.indexOf('\n');
  const content = text.slice(end + 1);
  if (checksum(content) === text.slice(0, end)) return JSON.parse(content) as MeshSnapshot; // as it was written
  log.warn('the last set of the mesh is damaged and not used', { file });
  return undefined;
}

function checksum(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
