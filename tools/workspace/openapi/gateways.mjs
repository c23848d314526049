// Which apps are gateways to apps, and what their routes say.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { bundle } from '../bundle.mjs';

const BUILD = '.hansom/build/openapi';

/** The version of what is committed: a gateway tells its own build. */
const VERSION = '1';

/**
 * @typedef {object} Gateway
 * @property {string} name of its app: `customer-api`
 * @property {string[]} files of its routes, in the workspace
 */

/** The apps that serve HTTP to apps, and have a client: what `httpGateway` serves besides stays without one. */
const GATEWAYS = ['console', 'customer-api', 'driver-api'];

/**
 * The gateways with the files of their routes.
 *
 * @param {string} root of the workspace
 * @returns {Gateway[]}
 */
export function findGateways(root) {
  const there = GATEWAYS.filter((name) => existsSync(join(root, 'apps', name)));
  return there.map((name) => ({ name, files: filesOf(root, `apps/${name}/src/routes`) }));
}

/**
 * The OpenAPI document of a gateway, made by its own routes: what they import is bundled, and nothing of it is started.
 *
 * @param {string} root
 * @param {Gateway} gateway
 * @returns {Promise<import('./document.mjs').Document>}
 */
export async function documentOf(root, { name, files }) {
  mkdirSync(join(root, BUILD), { recursive: true });
  const entry = `${BUILD}/${name}.ts`;
  const outfile = `${BUILD}/${name}.cjs`;
  writeFileSync(join(root, entry), entryOf(name, files));
  await bundle({ [outfile]: entry }, { external: ['fastify'] });
  const load = createRequire(import.meta.url);
  return load(join(root, outfile)).document;
}

/**
 * One route a file; specs lie beside.
 *
 * @param {string} root
 * @param {string} folder
 */
function filesOf(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
    .sort()
    .map((file) => `${folder}/${file}`);
}

/**
 * @param {string} name
 * @param {string[]} files
 */
function entryOf(name, files) {
  const imports = files.map((file, i) => `import * as routes${i} from '../../../${file}';`);
  const modules = files.map((_, i) => `routes${i}`);
  return `import { describeApi, getTime, isRoute, openApi } from '@hansom/platform-http';
${imports.join('\n')}

const own = [${modules.join(', ')}].flatMap((module) => Object.values(module)).filter(isRoute);
const routes = [...new Set([...own, getTime, describeApi])];
routes.sort((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1));
export const document = openApi({ service: '${name}', title: 'Hansom ${name}', version: '${VERSION}', routes });
`;
}
