import { type Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';

import { serviceGenerator } from '../service/service.ts';
import { endpointGenerator } from './endpoint.ts';

const APP = 'apps/lost-property';
const CONTRACT = 'proto/hansom/lost_property/v1/lost_property.proto';
const OPTIONS = { service: 'lost-property', rpc: 'FindNearest' };

function aService(): Tree {
  const tree = createTree();
  tree.write(
    'tools/hansom/src/services.ts',
    "  'eta': () => import('@hansom/eta/service').then((app) => app.eta),\n",
  );
  serviceGenerator(tree, { name: 'lost-property', description: 'Finds things again.' });
  return tree;
}

describe('endpointGenerator', () => {
  it('adds an RPC everywhere', () => {
    const tree = aService();

    endpointGenerator(tree, OPTIONS);

    expect(tree.read(CONTRACT, 'utf8')).toContain('rpc FindNearest(FindNearestRequest)');
    expect(tree.read(`${APP}/src/service.ts`, 'utf8')).toContain('findNearest: findNearest(ctx)');
    expect(tree.read(`${APP}/src/handlers/find-nearest.ts`, 'utf8')).toContain('LostPropertyContext');
    expect(tree.exists(`${APP}/src/handlers/find-nearest.spec.ts`)).toBe(true);
    expect(tree.read(`${APP}/README.md`, 'utf8')).toMatch(/\| FindNearest +\| 10 ms \| 40 ms \|/);
  });

  it('gives an RPC that its contract has already what it lacks, with its promise', () => {
    const tree = aService();
    const contract = tree.read(CONTRACT, 'utf8') ?? '';
    tree.write(CONTRACT, contract.replace('rpc Ping', 'rpc FindNearest').replace('mean_ms: 5', 'mean_ms: 7'));

    endpointGenerator(tree, OPTIONS);

    expect(tree.read(`${APP}/README.md`, 'utf8')).toMatch(/\| FindNearest +\| 7 ms +\| 20 ms \|/);
    expect(tree.exists(`${APP}/src/handlers/find-nearest.ts`)).toBe(true);
  });

  it('keeps a handler that somebody wrote', () => {
    const tree = aService();
    endpointGenerator(tree, OPTIONS);
    tree.write(`${APP}/src/handlers/find-nearest.ts`, '// mine\n');

    endpointGenerator(tree, OPTIONS);

    expect(tree.read(`${APP}/src/handlers/find-nearest.ts`, 'utf8')).toBe('// mine\n');
  });

  it('refuses a service that is not there, and says how to make it', () => {
    const make = () => endpointGenerator(createTree(), OPTIONS);

    expect(make).toThrow('./hansom new service lost-property');
  });
});
