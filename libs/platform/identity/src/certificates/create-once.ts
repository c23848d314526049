import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** Files of a development authority: for nobody else on the machine. */
const OWNER_ONLY = 0o600;

/**
 * What a file holds, which `make` fills when it is not there. Of several processes that do it at once one wins and all get what
 * it wrote; one that dies on the way leaves no file, or a whole one.
 */
export async function createOnce(path: string, make: () => Promise<string>): Promise<string> {
  const there = await readIfThere(path);
  if (there !== undefined) return there;
  const fresh = await writeBeside(path, await make());
  try {
    await link(fresh, path); // as a rename, but refused when somebody was faster
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(fresh, { force: true });
  }
  return readFile(path, 'utf8');
}

/** Replaces a file as a whole. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await rename(await writeBeside(path, text), path);
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function writeBeside(path: string, text: string): Promise<string> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, text, { mode: OWNER_ONLY, flag: 'wx' });
  return fresh;
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
