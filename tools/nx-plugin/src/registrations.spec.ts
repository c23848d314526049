import { type Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';

import { rpcNames, serviceNames } from './names.ts';
import { registerInReadme, registerInServices, registerRpc } from './registrations.ts';

const SERVICES = 'tools/hansom/src/services.ts';

function aTree(files: Record<string, readonly string[]>): Tree {
  const tree = createTree();
  for (const [file, lines] of Object.entries(files)) tree.write(file, lines.join('\n'));
  return tree;
}

function linesOf(tree: Tree, file: string): string[] {
  return tree.read(file, 'utf8')?.split('\n') ?? [];
}

function entry(name: string): string {
  const { variable } = serviceNames(name);
  return `  '${name}': () => import('@hansom/${name}/service').then((app) => app.${variable}),`;
}

describe('registerInServices', () => {
  it.each(['auth', 'eta', 'trace'])('adds %s in its place', (name) => {
    const tree = aTree({ [SERVICES]: ['{', entry('booking'), entry('rating'), '}'] });

    registerInServices(tree, serviceNames(name));

    const sorted = ['booking', 'rating', name].sort().map(entry);
    expect(linesOf(tree, SERVICES)).toEqual(['{', ...sorted, '}']);
  });

  it('keeps an entry that somebody changed, also one without quotes', () => {
    const mine = '  eta: () => import("@hansom/eta/service").then((app) => app.other),';
    const tree = aTree({ [SERVICES]: [mine] });

    registerInServices(tree, serviceNames('eta'));

    expect(linesOf(tree, SERVICES)).toEqual([mine]);
  });

  it('refuses a list that it cannot read', () => {
    const tree = aTree({ [SERVICES]: ['export const SERVICES = all();'] });

    expect(() => registerInServices(tree, serviceNames('eta'))).toThrow('no list of services');
  });
});

describe('registerInReadme', () => {
  it('adds a row in its place, once', () => {
    const rows = ['| service | duty |', '| [eta](apps/eta) | Knows the way. |', '', 'More.'];
    const tree = aTree({ 'README.md': rows });

    registerInReadme(tree, serviceNames('rating'), 'Rates.');
    registerInReadme(tree, serviceNames('rating'), 'Rates again.');

    expect(linesOf(tree, 'README.md')).toEqual([
      ...rows.slice(0, 2),
      '| [rating](apps/rating) | Rates. |',
      ...rows.slice(2),
    ]);
  });

  it('leaves a README without the table as it is', () => {
    const tree = aTree({ 'README.md': ['# Mine'] });

    registerInReadme(tree, serviceNames('rating'), 'Rates.');

    expect(linesOf(tree, 'README.md')).toEqual(['# Mine']);
  });
});

describe('registerRpc', () => {
  it('adds a row at the end, with what the RPC promises, once', () => {
    const row = '| Look    | 5 ms | 20 ms | reads |';
    const tree = aTree({ 'apps/eta/README.md': [row, ''] });

    registerRpc(tree, serviceNames('eta'), { ...rpcNames('Find'), mean: 10, p95: 40 });
    registerRpc(tree, serviceNames('eta'), { ...rpcNames('Look'), mean: 10, p95: 40 });

    expect(linesOf(tree, 'apps/eta/README.md')).toEqual([
      row,
      '| Find | 10 ms | 40 ms | still to be written |',
      '',
    ]);
  });
});
