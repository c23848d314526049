// `npm run openapi`: writes the document and the typed client of each HTTP gateway, from its routes. With `--check` it writes nothing,
// and fails where it would.
import { ensureInstalled } from './install.mjs';
import { generateClients } from './openapi/generate.mjs';
import { applyClients, differingClients } from './openapi/compare.mjs';
import { ROOT } from './root.mjs';
import { runIfMain } from './script.mjs';

/** @param {string[]} args */
async function openapi(args) {
  await ensureInstalled();
  const clients = await generateClients(ROOT);
  return args.includes('--check') ? check(clients) : write(clients);
}

/** @param {Map<string, string>} clients */
function check(clients) {
  const found = differingClients(ROOT, clients);
  for (const { file, state } of found) console.error(`${file} (${state}): \`npm run openapi\` mends it`);
  if (found.length === 0) console.log('the clients of the HTTP APIs are up to date');
  return found.length === 0 ? 0 : 1;
}

/** @param {Map<string, string>} clients */
function write(clients) {
  const touched = applyClients(ROOT, clients);
  for (const { file } of touched) console.log(file);
  if (touched.length === 0) console.log('the clients are up to date');
  for (const { file, state } of touched) {
    if (state === 'missing' && file.endsWith('/package.json')) {
      console.log(`${file.replace('/package.json', '')} is new: run \`npm install\` once`);
    }
  }
  return 0;
}

void runIfMain(import.meta.url, openapi);
