// What `npm run proto` does.
import { buf } from './buf.mjs';
import { applyLibraries } from './compare.mjs';
import { ContractError } from './contracts.mjs';
import { generateLibraries } from './generate.mjs';

/**
 * Lints and formats the contracts and brings their libraries up to date. Throws a ContractError where one is wrong.
 * @param {string} root of the workspace
 * @returns {{touched: string[], newLibraries: string[]}} files that changed under libs/proto; libraries npm does not know yet
 */
export function writeProto(root) {
  for (const args of [['lint'], ['format', '--write']]) {
    const { ok, output } = buf(root, ...args);
    if (!ok) throw new ContractError(`buf ${args[0]}:\n${output}`);
  }
  const changes = applyLibraries(root, generateLibraries(root));
  const created = changes.filter(({ file, state }) => state === 'missing' && file.endsWith('/package.json'));
  return {
    touched: changes.map(({ file }) => file),
    newLibraries: created.map(({ file }) => file.replace('/package.json', '')),
  };
}
