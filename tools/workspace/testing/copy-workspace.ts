import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ROOT } from '../root.mjs';

/** A copy of the workspace as it stands, uncommitted files included, in which a spec may edit, commit and run what it wants. */
export interface WorkspaceCopy {
  readonly root: string;
  /** Writes a file, whose folder need not exist. */
  write(file: string, text: string): void;
  /** Commits everything; gives the commit. */
  commit(message: string): string;
  /** Runs a program in the copy; gives what it printed on stdout. Throws, with its output, when it fails. */
  run(program: string, ...args: string[]): string;
  remove(): void;
}

/** Copies what git does not ignore and links what is installed: below a second. The caller removes it. */
export function copyWorkspace(): WorkspaceCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hansom-workspace-')));
  for (const file of ownFiles()) cpSync(join(ROOT, file), join(root, file));
  linkInstalledPackages(root);
  const copy = workspaceAt(root);
  copy.run('git', 'init', '--quiet', '--initial-branch=main');
  copy.commit('chore: copy');
  return copy;
}

function workspaceAt(root: string): WorkspaceCopy {
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: root, env: environment(), encoding: 'utf8', stdio: 'pipe' });
  return {
    root,
    run,
    write: (file, text) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    },
    commit: (message) => {
      run('git', 'add', '--all');
      run(
        'git',
        '-c',
        'user.name=spec',
        '-c',
        'user.email=spec@localhost',
        'commit',
        '--quiet',
        '-m',
        message,
      );
      return run('git', 'rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function ownFiles(): string[] {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', listed, { cwd: ROOT, encoding: 'utf8' }).split('\0');
  return files.filter((file) => file !== '' && existsSync(join(ROOT, file)));
}

/** Packages of the workspace are relative links, which lead into the copy when they are copied as they are. */
function linkInstalledPackages(root: string): void {
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    const [from, to] = [join(ROOT, 'node_modules', name), join(root, 'node_modules', name)];
    if (name === '@hansom') cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
}

/** What a task runner or a test runner told this process about itself would mislead the same programs in the copy. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NX|JEST|GIT)_/.test(name));
  return { ...Object.fromEntries(inherited), NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', CI: '' };
}
