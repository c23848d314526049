import { join } from 'node:path';

import { generateFiles, type GeneratorCallback, OverwriteStrategy, type Tree } from '@nx/devkit';

import { bringUpToDate, writtenTo } from '../../bring-up-to-date.ts';
import { addRpc, slaOf } from '../../contract.ts';
import { addHandler } from '../../handlers.ts';
import { rpcNames, serviceNames } from '../../names.ts';
import { Refusal } from '../../refusal.ts';
import { registerRpc } from '../../registrations.ts';

export interface EndpointOptions {
  /** kebab-case, as in `lost-property`. */
  service: string;
  /** PascalCase, as in `FindNearest`. */
  rpc: string;
}

/** Adds an RPC to a service: contract, handler, spec, README. What is there is kept as it is. */
export function endpointGenerator(tree: Tree, options: EndpointOptions): GeneratorCallback {
  const service = serviceNames(options.service);
  const rpc = rpcNames(options.rpc);
  const { name, app, contract } = service;
  if (!tree.exists(contract) || !tree.exists(`${app}/src/service.ts`))
    throw new Refusal(`There is no service ${name} yet. Make it first: ./hansom new service ${name}`);
  edit(tree, contract, (text) => addRpc(text, service, rpc));
  edit(tree, `${app}/src/service.ts`, (text) => addHandler(text, rpc));
  const substitutes = { ...service, ...rpc };
  generateFiles(tree, join(__dirname, 'files'), app, substitutes, {
    overwriteStrategy: OverwriteStrategy.KeepExisting,
  });
  registerRpc(tree, service, { ...rpc, ...slaOf(read(tree, contract), rpc) });
  const next = [`$EDITOR ${contract} ${app}/src/handlers/${rpc.file}.ts`, `npm test -- ${name}`];
  const written = writtenTo(tree);
  return () => bringUpToDate(tree.root, { written, next });
}

function edit(tree: Tree, file: string, change: (text: string) => string): void {
  const text = read(tree, file);
  const changed = change(text);
  if (changed !== text) tree.write(file, changed);
}

function read(tree: Tree, file: string): string {
  return tree.read(file, 'utf8') ?? '';
}
