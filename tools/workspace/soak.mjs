import { ensureInstalled } from './install.mjs';
import { choosePrograms, describeOutcome, findPrograms, listOf, runProgram } from './programs.mjs';
import { runIfMain } from './script.mjs';

/**
 * `npm run soak -- name...`: runs the long forms of specs, minutes or hours each. Without a name it lists them.
 *
 * @param {string[]} names
 */
async function soak(names) {
  await ensureInstalled();
  const soaks = findPrograms('soak');
  if (names.length === 0) return console.log(`npm run soak -- <name>...\n${listOf(soaks)}`);
  for (const program of choosePrograms(soaks, names)) {
    console.log(describeOutcome(await runProgram('soak', program)));
  }
}

void runIfMain(import.meta.url, soak);
