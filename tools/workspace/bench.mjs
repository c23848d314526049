import { ensureInstalled } from './install.mjs';
import { choosePrograms, describeOutcome, findPrograms, runProgram } from './programs.mjs';
import { runIfMain } from './script.mjs';

/**
 * `npm run bench [-- name...] [--json]`: runs all benchmarks, or those named, one after the other so that none disturbs another,
 * and prints their figures.
 *
 * @param {string[]} args
 */
async function bench(args) {
  await ensureInstalled();
  const json = args.includes('--json');
  const names = args.filter((arg) => arg !== '--json');
  const outcomes = [];
  for (const program of choosePrograms(findPrograms('bench'), names)) {
    const outcome = await runProgram('bench', program);
    outcomes.push(outcome);
    if (!json) console.log(`${describeOutcome(outcome)}\n`);
  }
  if (json) console.log(JSON.stringify(outcomes, null, 2));
}

void runIfMain(import.meta.url, bench);
