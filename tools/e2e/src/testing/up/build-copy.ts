import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OURS = '@hansom';

/** Services that were built elsewhere than in the workspace. */
export interface BuiltCopy {
  /** Of a service, for `hansom up --add`. */
  bundleOf(service: string): string;
  versionOf(service: string): Promise<string>;
  remove(): Promise<void>;
}

export interface CopyOptions {
  /** What is copied, as git names it; what is committed last if absent. */
  readonly commit?: string;
  readonly services: readonly string[];
  /** Changes the copy before it is built. */
  readonly edit?: (copy: string) => Promise<void>;
}

/** Builds services in a copy of a commit, with the packages that the workspace has installed. */
export async function buildCopy(root: string, { commit, services, edit }: CopyOptions): Promise<BuiltCopy> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'hansom-copy-'));
  const remove = (): Promise<void> => rm(copy, { recursive: true, force: true });
  const bundleOf = (service: string): string => path.join(copy, `dist/apps/${service}/main.cjs`);
  try {
    await run('git', ['clone', '--quiet', '--shared', root, copy]);
    if (commit !== undefined)
      await run('git', ['checkout', '--quiet', await hashOf(root, commit)], { cwd: copy });
    await linkPackages(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    await edit?.(copy);
    const apps = services.map((service) => `apps/${service}`);
    await run(process.execPath, ['tools/workspace/fresh-bundles.mjs', ...apps], { cwd: copy });
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    bundleOf,
    versionOf: async (service) => {
      const { stdout } = await run(process.execPath, [bundleOf(service), '--describe'], { cwd: copy });
      return (JSON.parse(stdout) as { version: string }).version; // our own program wrote it
    },
    remove,
  };
}

/** Packages of others are those that are installed; our own are the copy's, whose links lead from where they lie. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(path.join(to, OURS), { recursive: true });
  for (const name of await readdir(from))
    if (name !== OURS) await symlink(path.join(from, name), path.join(to, name));
  for (const name of await readdir(path.join(from, OURS)))
    await symlink(await readlink(path.join(from, OURS, name)), path.join(to, OURS, name));
}

/** In the workspace: `HEAD~1` may be another commit in a copy. */
async function hashOf(root: string, commit: string): Promise<string> {
  return (await run('git', ['rev-parse', '--verify', `${commit}^{commit}`], { cwd: root })).stdout.trim();
}
