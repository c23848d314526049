import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const GIT_USER = ['-c', 'user.name=spec', '-c', 'user.email=spec@localhost'];

/** A copy of the workspace with an installation of its own, so that npm may change it. */
export interface InstalledCopy {
  readonly root: string;
  /** Runs a program of Node to its end; gives what it printed on stdout. Throws, with its output, when it fails. */
  node(script: string, ...args: string[]): string;
  /** Starts a program of Node, which whoever starts it stops. */
  start(script: string, ...args: string[]): ChildProcess;
  git(...args: string[]): string;
  write(file: string, text: string): void;
  commitAll(): void;
  remove(): void;
}

/**
 * Copies what git does not ignore, uncommitted files included, with what the compiler knows of them, and links each file that is installed:
 * some seconds. (Links to the folders would let npm reach through into the installation of the original.) `env`: what its programs are given. The caller removes it.
 */
export function installedCopy(original: string, env: Readonly<Record<string, string>> = {}): InstalledCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hansom-installed-')));
  const files = ownFiles(original);
  for (const file of [...files, ...compiledOf(original, files)])
    cpSync(join(original, file), join(root, file), { recursive: true, preserveTimestamps: true });
  linkFiles(join(original, 'node_modules'), join(root, 'node_modules'));
  const copy = copyAt(root, env);
  copy.git('init', '--quiet', '--initial-branch=main');
  copy.commitAll();
  return copy;
}

function copyAt(root: string, env: Readonly<Record<string, string>>): InstalledCopy {
  const options = { cwd: root, env: { ...environment(), ...env } };
  const run = (program: string, args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(program, args, { ...options, encoding: 'utf8' });
    if (status === 0) return stdout;
    throw new Error(`${[program, ...args].join(' ')} failed:\n${stdout}${stderr}`);
  };
  const git = (...args: string[]): string => run('git', [...GIT_USER, ...args]);
  return {
    root,
    git,
    write: (file, text) => writeFileSync(join(root, file), text),
    node: (script, ...args) => run(process.execPath, [script, ...args]),
    start: (script, ...args) => spawn(process.execPath, [script, ...args], options),
    commitAll: () => {
      git('add', '--all');
      git('commit', '--quiet', '--message=copy');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function ownFiles(original: string): string[] {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', listed, { cwd: original, encoding: 'utf8' }).split('\0');
  return files.filter((file) => file !== '' && existsSync(join(original, file)));
}

/** What projects were compiled to, so that the copy compiles only what is new in it. */
function compiledOf(original: string, files: readonly string[]): string[] {
  return files
    .filter((file) => basename(file) === 'tsconfig.json')
    .map((file) => join(dirname(file), 'out-tsc'))
    .filter((folder) => existsSync(join(original, folder)));
}

function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target);
  }
}

/** npm writes its own list in place, so that one is copied; as is everything where the copy is on another disk. */
function linkFile(source: string, target: string): void {
  if (source.endsWith('node_modules/.package-lock.json')) return copyFileSync(source, target);
  try {
    linkSync(source, target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    copyFileSync(source, target);
  }
}

/** What a task runner or a test runner told this process about itself would mislead the same programs in the copy. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NX|JEST|GIT|HANSOM)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    FORCE_COLOR: '0',
    CI: '',
  };
}
