import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type WorkspaceCopy, copyWorkspace } from '../testing/index.ts';

const NX = ['node_modules/nx/dist/bin/nx.js', '--no-interactive'];

jest.setTimeout(120_000);

const CONTRACT = `syntax = "proto3";

package hansom.omnibus.v1;

// Who rides.
message Passenger {
  // Their name.
  string name = 1;
}
`;

function addApp(workspace: WorkspaceCopy, name: string, source: string): void {
  const nx = { tags: ['type:app', `scope:${name}`], targets: { build: {} } };
  workspace.write(
    `apps/${name}/package.json`,
    JSON.stringify({ name: `@hansom/${name}`, version: '0.0.0', private: true, nx }),
  );
  workspace.write(`apps/${name}/tsconfig.json`, '{ "extends": "../../tsconfig.base.json" }');
  workspace.write(
    `apps/${name}/jest.config.cjs`,
    "module.exports = require('../../jest.preset.cjs')(__dirname);",
  );
  workspace.write(`apps/${name}/src/main.ts`, source);
}

describe('nx affected', () => {
  let workspace: WorkspaceCopy;

  beforeAll(() => {
    workspace = copyWorkspace();
    workspace.write('proto/hansom/omnibus/v1/omnibus.proto', CONTRACT);
    workspace.run(process.execPath, 'tools/workspace/proto.mjs');
    addApp(workspace, 'rider', "export { type Passenger } from '@hansom/proto-omnibus';\n");
    addApp(workspace, 'walker', 'export {};\n');
    workspace.commit('feat: two apps and a contract');
  });

  afterAll(() => {
    workspace.remove();
  });

  function edit(file: string, text: string): string[] {
    workspace.write(file, text);
    const commit = workspace.commit(`edit ${file}`);
    return [`--base=${commit}~1`, `--head=${commit}`];
  }

  function affectedProjects(range: string[]): string[] {
    const printed = workspace.run(
      process.execPath,
      ...NX,
      'show',
      'projects',
      '--affected',
      '--json',
      ...range,
    );
    return JSON.parse(printed).sort();
  }

  function affectedTasks(range: string[]): string[] {
    const targets = ['-t', 'lint', 'typecheck', 'test', 'build'];
    workspace.run(process.execPath, ...NX, 'affected', ...targets, ...range, '--graph=tasks.json');
    const { tasks } = JSON.parse(readFileSync(join(workspace.root, 'tasks.json'), 'utf8'));
    return Object.keys(tasks.tasks).sort();
  }

  it('gives the targets of the one app that was edited', () => {
    const range = edit('apps/walker/src/main.ts', 'export const feet = 2;\n');

    expect(affectedTasks(range)).toEqual(
      ['build', 'lint', 'test', 'typecheck'].map((target) => `@hansom/walker:${target}`),
    );
  });

  it('gives what a contract is compiled into and what uses that, when the contract was edited', () => {
    const range = edit(
      'proto/hansom/omnibus/v1/omnibus.proto',
      CONTRACT.replace('Who rides', 'Who rides along'),
    );

    const walkAllContracts = ['@hansom/e2e', '@hansom/testing-contracts'];
    const dependents = ['@hansom/proto-omnibus', '@hansom/rider'];
    expect(affectedProjects(range)).toEqual([...walkAllContracts, ...dependents].sort());
  });

  it.each(['docs/omnibus.md', 'apps/walker/README.md'])('gives nothing when %s was edited', (file) => {
    const range = edit(file, '# Omnibus\n');

    expect(affectedProjects(range)).toEqual([]);
  });

  it('gives everything when the rules for all were edited', () => {
    const all = JSON.parse(workspace.run(process.execPath, ...NX, 'show', 'projects', '--json'));
    const range = edit(
      'tsconfig.base.json',
      `${readFileSync(join(workspace.root, 'tsconfig.base.json'), 'utf8')}\n`,
    );

    expect(affectedProjects(range)).toEqual(all.sort());
  });
});
