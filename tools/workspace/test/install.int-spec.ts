import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../root.mjs';

const PACKAGES = { 'node_modules/a': { version: '1.0.0' } };

/** Stands in for npm: installs what the lock file says, or half of it and fails; writes down that it was called. */
const NPM = `
const fs = require('node:fs');
fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + ', found ' + fs.existsSync('node_modules') + '\\n');
fs.mkdirSync('node_modules/a', { recursive: true });
if (fs.existsSync('no-network')) process.exit(1);
setTimeout(() => fs.writeFileSync('node_modules/.package-lock.json', fs.readFileSync('package-lock.json')), 300);
`;

const PROGRAM = `
import { ensureInstalled } from './tools/workspace/install.mjs';
await ensureInstalled();
console.log('runs');
`;

describe('ensureInstalled', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hansom-install-'));
    const scripts = readdirSync(join(ROOT, 'tools/workspace')).filter((file) => file.endsWith('.mjs'));
    for (const file of scripts) {
      cpSync(join(ROOT, 'tools/workspace', file), join(root, 'tools/workspace', file));
    }
    write('program.mjs', PROGRAM);
    write('npm-cli.js', NPM);
    write('package.json', JSON.stringify({ engines: { node: '>=20.0.0' } }));
    write('package-lock.json', JSON.stringify({ packages: { '': {}, ...PACKAGES } }));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(file: string, text: string): void {
    writeFileSync(join(root, file), text);
  }

  function npmCalls(): string[] {
    const log = join(root, 'npm.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  function runProgram(): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const env = { ...process.env, npm_execpath: join(root, 'npm-cli.js') };
    const child = spawn(process.execPath, ['program.mjs'], { cwd: root, env });
    const printed = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (printed.stdout += chunk));
    child.stderr.on('data', (chunk) => (printed.stderr += chunk));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...printed })));
  }

  it('installs on a fresh clone and says so on stderr', async () => {
    const { code, stdout, stderr } = await runProgram();

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'runs\n' });
    expect(stderr).toContain('installing dependencies, because nothing is installed yet');
    expect(npmCalls()).toEqual(['ci --include=dev --loglevel=error, found false']);
  });

  it('does nothing the second time', async () => {
    await runProgram();

    const { stderr } = await runProgram();

    expect(stderr).toBe('');
    expect(npmCalls()).toHaveLength(1);
  });

  it('installs once for two that start together', async () => {
    const both = await Promise.all([runProgram(), runProgram()]);

    expect(both.map(({ code, stdout }) => ({ code, stdout }))).toEqual(
      Array(2).fill({ code: 0, stdout: 'runs\n' }),
    );
    expect(npmCalls()).toHaveLength(1);
  });

  it('ends with a message when npm fails, and starts from nothing the next time', async () => {
    write('no-network', '');
    const failed = await runProgram();
    rmSync(join(root, 'no-network'));

    const next = await runProgram();

    expect({ code: failed.code, stdout: failed.stdout }).toEqual({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('npm says above why');
    expect(next.code).toBe(0);
    expect(npmCalls().at(-1)).toMatch(/^ci .*, found false$/);
  });

  it('refuses a Node that is too old before it touches anything', async () => {
    write('package.json', JSON.stringify({ engines: { node: '>=99.0.0' } }));

    const { code, stderr } = await runProgram();

    expect(code).toBe(1);
    expect(stderr).toContain(`Node ${process.version} cannot run Hansom, it needs >=99.0.0`);
    expect(npmCalls()).toEqual([]);
  });
});
