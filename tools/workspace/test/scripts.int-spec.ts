import { spawnSync } from 'node:child_process';

import { type WorkspaceCopy, copyWorkspace } from '../testing/index.ts';

jest.setTimeout(120_000);

const CLI = 'tools/hansom/src/main.ts';

describe('the root scripts', () => {
  let workspace: WorkspaceCopy;

  beforeAll(() => {
    workspace = copyWorkspace();
  });

  afterAll(() => {
    workspace.remove();
  });

  function run(script: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const env = { ...process.env, CI: '', FORCE_COLOR: '0' };
    return spawnSync(process.execPath, [script, ...args], { cwd: workspace.root, env, encoding: 'utf8' });
  }

  it('hansom runs the command line from its sources, as they are now', () => {
    workspace.write(
      CLI,
      "import { realRandom } from '@hansom/platform-context';\nconsole.log(typeof realRandom);\n",
    );
    const before = run('hansom');
    workspace.write(CLI, 'console.log(process.argv.slice(2), __HANSOM_BUILD__);\n');

    const after = run('hansom', 'call', '--help');

    expect(before.stdout).toBe('function\n');
    expect(after.stdout).toMatch(/^\[ 'call', '--help' \] \d{14}\n$/);
  });

  it('hansom shows the place of an error in the sources, where node is told to', () => {
    workspace.write(CLI, "\nthrow new Error('no such street');\n");
    const thrown = run('--enable-source-maps', 'hansom');
    workspace.write(CLI, '\nconst street: = 1;\n');

    const unreadable = run('hansom');

    expect([thrown.status, unreadable.status]).toEqual([1, 1]);
    expect(thrown.stderr).toContain(`${CLI}:2`);
    expect(unreadable.stderr).toContain(`${CLI}:2`);
  });

  it('test counts what passed, what failed and what could not be loaded', () => {
    const folder = 'tools/counted';
    workspace.write(`${folder}/package.json`, '{ "name": "@hansom/counted" }');
    workspace.write(
      `${folder}/jest.config.cjs`,
      "module.exports = require('../../jest.preset.cjs')(__dirname);",
    );
    workspace.write(
      `${folder}/a.spec.ts`,
      "it('passes', () => {}); it('fails', () => { throw new Error(); });",
    );
    workspace.write(`${folder}/b.spec.ts`, "import './missing.ts'; it('is never reached', () => {});");

    const { status, stdout } = run('tools/workspace/test.mjs', folder);

    expect(status).toBe(1);
    expect(stdout.trim().split('\n').at(-1)).toBe('1 passed, 2 failed');
  });

  it('test fails for a suite without its server only when everything is asked for', () => {
    const folder = 'tools/lacking';
    const line = JSON.stringify({ suite: 'a suite', cases: 3, needs: 'a server' });
    const spec = `it('says that it cannot run', () => { require('node:fs').appendFileSync('reports/not-run.jsonl', '${line}\\n'); });`;
    workspace.write(`${folder}/package.json`, '{ "name": "@hansom/lacking" }');
    workspace.write(
      `${folder}/jest.config.cjs`,
      "module.exports = require('../../jest.preset.cjs')(__dirname);",
    );
    workspace.write(`${folder}/a.spec.ts`, spec);

    const lenient = run('tools/workspace/test.mjs', folder);
    const strict = run('tools/workspace/test.mjs', '--all', folder);

    expect(lenient.stdout).toMatch(
      /3 CASES DID NOT RUN:\n {2}a suite: 3. Needs a server\n\n1 passed, 0 failed\n$/,
    );
    expect(strict.stdout).toMatch(/1 passed, 3 failed\n$/);
    expect([lenient.status, strict.status]).toEqual([0, 1]);
  });

  it('verify runs the steps that are named and fails with one of them', () => {
    workspace.write('.prettierignore', 'node_modules\napps\nlibs\ntools\n'); // the rest is enough, and a minute less
    workspace.write('docs/odd.md', '*  odd\n');

    const { status, stdout } = run('tools/workspace/verify.mjs', 'format');

    expect(status).toBe(1);
    expect(stdout).toContain('docs/odd.md');
    expect(stdout).toContain('failed: format');
    expect(run('tools/workspace/verify.mjs', 'formt').stderr).toContain('there is no step formt');
  });

  it('bench runs what is named and prints its figures', () => {
    const source = "export const bench = async () => ({ name: 'Trot', figures: { 'steps/s': 2 } });";
    workspace.write('tools/workspace/bench/trot.bench.ts', source);

    expect(run('tools/workspace/bench.mjs', 'trot').stdout).toMatch(/^Trot\n {2}steps\/s +2\n/);
    expect(run('tools/workspace/bench.mjs', 'gallop').stderr).toContain('there is no gallop');
  });
});
