// What `npm run proto -- --check` and `npm run verify` ask of the contracts.
import { findBreakingChanges } from './breaking.mjs';
import { buf } from './buf.mjs';
import { differences } from './compare.mjs';
import { generateLibraries } from './generate.mjs';

/**
 * Checks style, format and compatibility of the contracts and that the libraries are what the contracts make. Writes
 * nothing. Throws a ContractError where nothing can be generated.
 * @param {string} root of the workspace
 * @returns {{problems: string[], notes: string[]}} all is well where there is no problem; notes are said aloud anyway
 */
export function checkProto(root) {
  const lint = buf(root, 'lint');
  if (!lint.ok) return { problems: [`buf lint:\n${lint.output}`], notes: [] };
  const format = buf(root, 'format', '--diff', '--exit-code');
  const { problem, skipped } = findBreakingChanges(root);
  return {
    problems: [
      format.ok ? '' : `buf format, \`npm run proto\` mends it:\n${format.output}`,
      problem ? `buf breaking: ${problem}` : '',
      findOutOfDate(root),
    ].filter(Boolean),
    notes: skipped ? [`breaking changes were not looked for: ${skipped}`] : [],
  };
}

/** @param {string} root */
function findOutOfDate(root) {
  const found = differences(root, generateLibraries(root));
  if (found.length === 0) return '';
  const lines = found.map(({ file, state }) => `  ${file} (${state})`);
  return `generated code is out of date, \`npm run proto\` mends it:\n${lines.join('\n')}`;
}
