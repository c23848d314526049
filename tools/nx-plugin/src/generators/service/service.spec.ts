import { createTree } from '@nx/devkit/testing';

import { serviceGenerator } from './service.ts';

const OPTIONS = { name: 'lost-property', description: 'Finds again what riders left in cabs.' };
const APP = 'apps/lost-property';

function aWorkspace() {
  const tree = createTree();
  tree.write('package.json', '{ "name": "hansom", "workspaces": ["apps/*", "tools/*"] }');
  tree.write('tools/hansom/package.json', '{ "name": "@hansom/cli" }');
  tree.write(
    'tools/hansom/src/services.ts',
    "  'eta': () => import('@hansom/eta/service').then((app) => app.eta),\n",
  );
  return tree;
}

describe('serviceGenerator', () => {
  it('puts the name and the description where they belong', () => {
    const tree = aWorkspace();

    serviceGenerator(tree, OPTIONS);

    expect(tree.read('proto/hansom/lost_property/v1/lost_property.proto', 'utf8')).toContain(
      '// Finds again what riders left in cabs.\nservice LostPropertyService {',
    );
    expect(tree.read(`${APP}/src/service.ts`, 'utf8')).toContain(
      'export const lostProperty = defineService({',
    );
    expect(tree.read('deploy/config/lost-property.json', 'utf8')).toBe('{}\n');
    expect(tree.read('tools/hansom/src/services.ts', 'utf8')).toContain('app.lostProperty');
  });

  it('keeps what somebody changed, and completes what is missing', () => {
    const tree = aWorkspace();
    serviceGenerator(tree, OPTIONS);
    tree.write(`${APP}/README.md`, '# Mine\n');
    tree.write('deploy/config/lost-property.json', '{ "days": 30 }\n');
    tree.delete(`${APP}/Dockerfile`);

    serviceGenerator(tree, { ...OPTIONS, description: 'Something else.' });

    expect(tree.read(`${APP}/README.md`, 'utf8')).toBe('# Mine\n');
    expect(tree.read('deploy/config/lost-property.json', 'utf8')).toBe('{ "days": 30 }\n');
    expect(tree.read(`${APP}/src/service.ts`, 'utf8')).toContain(OPTIONS.description);
    expect(tree.exists(`${APP}/Dockerfile`)).toBe(true);
  });

  it('does not bring the example back', () => {
    const tree = aWorkspace();
    serviceGenerator(tree, OPTIONS);
    tree.delete(`${APP}/src/handlers/ping.ts`);

    serviceGenerator(tree, OPTIONS);

    expect(tree.exists(`${APP}/src/handlers/ping.ts`)).toBe(false);
  });

  it('refuses the name of another package of the workspace', () => {
    const make = () => serviceGenerator(aWorkspace(), { ...OPTIONS, name: 'cli' });

    expect(make).toThrow('tools/hansom is @hansom/cli already');
  });

  it('refuses a folder that is something else', () => {
    const tree = aWorkspace();
    tree.write(`${APP}/notes.txt`, 'mine');

    expect(() => serviceGenerator(tree, OPTIONS)).toThrow('is not @hansom/lost-property');
  });

  it('refuses a description that is no sentence', () => {
    const make = () => serviceGenerator(aWorkspace(), { ...OPTIONS, description: 'things' });

    expect(make).toThrow('one sentence');
  });
});
