import { dirname, join } from 'node:path';

import { generateFiles, type GeneratorCallback, getProjects, OverwriteStrategy, type Tree } from '@nx/devkit';

import { bringUpToDate, writtenTo } from '../../bring-up-to-date.ts';
import { checkDescription } from '../../description.ts';
import { type ServiceNames, serviceNames } from '../../names.ts';
import { Refusal } from '../../refusal.ts';
import { registerInReadme, registerInServices } from '../../registrations.ts';

export interface ServiceOptions {
  /** kebab-case, as in `lost-property`. */
  name: string;
  /** Its one duty, in a sentence. */
  description: string;
}

/**
 * Makes a service, or completes one: what is there is kept as it is. The callback does what needs the files on disk: the
 * library of the contract, npm's links, project references.
 */
export function serviceGenerator(tree: Tree, options: ServiceOptions): GeneratorCallback {
  const names = serviceNames(options.name);
  const { name, app, contract } = names;
  checkDescription(options.description);
  refuseOther(tree, names);
  const substitutes = { ...options, ...names };
  write(tree, 'contract', { folder: dirname(contract), substitutes });
  // A service that has been worked on keeps its own shape: the example is not brought back.
  if (!tree.exists(`${app}/src`)) write(tree, 'source', { folder: app, substitutes });
  write(tree, 'app', { folder: app, substitutes });
  if (!tree.exists(`deploy/config/${name}.json`)) tree.write(`deploy/config/${name}.json`, '{}\n');
  registerInServices(tree, names);
  registerInReadme(tree, names, options.description);
  const next = [`./hansom start ${name}`, `./hansom call ${name}/Ping '{"message": "hello"}'`];
  const written = writtenTo(tree);
  return () => bringUpToDate(tree.root, { written, next });
}

/** Writes one part of the templates, but for files that are there. */
function write(tree: Tree, part: string, to: { folder: string; substitutes: object }): void {
  generateFiles(tree, join(__dirname, 'files', part), to.folder, to.substitutes, {
    overwriteStrategy: OverwriteStrategy.KeepExisting,
  });
}

/** Something else may have the folder or the name of the package. */
function refuseOther(tree: Tree, { app, name }: ServiceNames): void {
  const packageName = `@hansom/${name}`;
  const other = getProjects(tree).get(packageName);
  if (other && other.root !== app)
    throw new Refusal(`A service cannot be called ${name}: ${other.root} is ${packageName} already.`);
  const manifest = tree.read(`${app}/package.json`, 'utf8');
  if (tree.exists(app) && !manifest?.includes(`"${packageName}"`))
    throw new Refusal(
      `A service cannot be called ${name}: ${app} is there already, and is not ${packageName}.`,
    );
}
