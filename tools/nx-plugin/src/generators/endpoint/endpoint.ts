import { join } from 'node:path';

import { formatFiles, generateFiles, type GeneratorCallback, OverwriteStrategy, type Tree } from '@nx/devkit';

import { bringUpToDate } from '../../bring-up-to-date.ts';
import { addRpc } from '../../contract.ts';
import { addHandler } from '../../handlers.ts';
import { type RpcNames, rpcNames, type ServiceNames, serviceNames } from '../../names.ts';
import { Refusal } from '../../refusal.ts';
import { registerRpc } from '../../registrations.ts';

export interface EndpointOptions {
  service: string;
  rpc: string;
  /** Comma-separated. */
  callers?: string;
}

/** Adds an RPC to a service: contract, handler, spec, README. What is there is kept as it is. */
export async function endpointGenerator(tree: Tree, options: EndpointOptions): Promise<GeneratorCallback> {
  const names = serviceNames(options.service);
  const rpc = rpcNames(options.rpc);
  edit(tree, names.contract, names, (text) => addRpc(text, rpc.rpc, callersOf(options)));
  generateFiles(
    tree,
    join(__dirname, 'files'),
    names.app,
    { ...names, ...rpc },
    {
      overwriteStrategy: OverwriteStrategy.KeepExisting,
    },
  );
  edit(tree, `${names.app}/src/service.ts`, names, (text) => addHandler(text, rpc));
  registerRpc(tree, names, rpc);
  await formatFiles(tree);
  return () => bringUpToDate(tree.root, ...nextSteps(names, rpc));
}

/** Until its contract says more, only the service itself may call it. */
function callersOf({ service, callers }: EndpointOptions): string[] {
  return callers?.split(',').map((caller) => caller.trim()) ?? [service];
}

function edit(tree: Tree, file: string, { name }: ServiceNames, change: (text: string) => string): void {
  const text = tree.read(file, 'utf8');
  if (text === null)
    throw new Refusal(
      `There is no service ${name}: ${file} is missing. Make one: ./hansom new service ${name}`,
    );
  const changed = change(text);
  if (changed !== text) tree.write(file, changed);
}

function nextSteps({ name, app, contract }: ServiceNames, { file }: RpcNames): string[] {
  return [`$EDITOR ${contract} ${app}/src/handlers/${file}.ts`, `npm test -- ${name}`];
}
