import { join } from 'node:path';

import { formatFiles, generateFiles, type GeneratorCallback, OverwriteStrategy, type Tree } from '@nx/devkit';

import { bringUpToDate } from '../../bring-up-to-date.ts';
import { type ServiceNames, serviceNames } from '../../names.ts';
import { Refusal } from '../../refusal.ts';
import { registerInReadme, registerInServices } from '../../registrations.ts';

export interface ServiceOptions {
  name: string;
  description: string;
  team: string;
  contact: string;
}

/**
 * Makes a service, or completes one: what is there is kept as it is. The callback does what needs the files on disk: the
 * library of the contract, npm's links, project references.
 */
export async function serviceGenerator(tree: Tree, options: ServiceOptions): Promise<GeneratorCallback> {
  const names = serviceNames(options.name);
  refuseOther(tree, names);
  const substitutes = { ...options, ...names };
  write(tree, 'contract', { folder: `proto/hansom/${names.snake}/v1`, substitutes });
  write(tree, 'app', { folder: names.app, substitutes });
  // A service that has been started on keeps its own shape: its example is not brought back.
  if (!tree.exists(`${names.app}/src`)) write(tree, 'source', { folder: names.app, substitutes });
  writeConfig(tree, names);
  registerInServices(tree, names);
  registerInReadme(tree, names, options.description);
  await formatFiles(tree);
  return () => bringUpToDate(tree.root, `./hansom start ${names.name}`, `./hansom call ${names.name}`);
}

function write(tree: Tree, part: string, to: { folder: string; substitutes: object }): void {
  const templates = join(__dirname, 'files', part);
  generateFiles(tree, templates, to.folder, to.substitutes, {
    overwriteStrategy: OverwriteStrategy.KeepExisting,
  });
}

function writeConfig(tree: Tree, { name }: ServiceNames): void {
  const file = `deploy/config/${name}.json`;
  if (!tree.exists(file)) tree.write(file, '{}\n');
}

/** Something else may stand where the service would. */
function refuseOther(tree: Tree, { app, name }: ServiceNames): void {
  if (!tree.exists(app)) return;
  const manifest = tree.read(`${app}/package.json`, 'utf8');
  if (manifest?.includes(`"@hansom/${name}"`)) return;
  throw new Refusal(`${app} is there already, and is not the service @hansom/${name}: choose another name.`);
}
