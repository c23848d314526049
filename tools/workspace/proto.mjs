// `npm run proto`: lints and formats the contracts and writes their libraries. With `--check` it writes nothing, and fails
// where it would, or where a contract breaks what main promised.
import { ensureInstalled } from './install.mjs';
import { ContractError } from './proto/contracts.mjs';
import { ROOT } from './root.mjs';

await ensureInstalled();
process.exitCode = await reportingContractErrors(process.argv.includes('--check') ? check : write);

async function check() {
  const { checkProto } = await import('./proto/check.mjs');
  const { problems, notes } = checkProto(ROOT);
  for (const note of notes) console.warn(`NOTE: ${note}`);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return 1;
  console.log('the contracts are sound and their libraries up to date');
  return 0;
}

async function write() {
  const { writeProto } = await import('./proto/write.mjs');
  const { touched, newLibraries } = writeProto(ROOT);
  for (const file of touched) console.log(file);
  if (touched.length === 0) console.log('the libraries are up to date');
  for (const library of newLibraries) console.log(`${library} is new: run \`npm install\` once`);
  return 0;
}

/** @param {() => Promise<number>} work */
async function reportingContractErrors(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.message);
    return 1;
  }
}
