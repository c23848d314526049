// The libraries of the clients of all gateways, in memory.
import { clientSource } from './client-source.mjs';
import { documentOf, findGateways } from './gateways.mjs';
import { libraryFiles } from './library.mjs';

export const CLIENTS = 'libs/client';

/** The one folder there that people write. */
export const HAND_WRITTEN = 'http';

/**
 * @param {string} root of the workspace
 * @returns {Promise<Map<string, string>>} text by path from the root
 */
export async function generateClients(root) {
  const files = new Map();
  for (const gateway of findGateways(root)) {
    const document = await documentOf(root, gateway); // one after the other: a bundle each
    for (const [file, text] of clientFiles(gateway.name, document)) {
      files.set(`${CLIENTS}/${gateway.name}/${file}`, await format(file, text));
    }
  }
  return files;
}

/**
 * The files of one client's library, not yet formatted.
 *
 * @param {string} name of the gateway
 * @param {import('./document.mjs').Document} document
 * @returns {Map<string, string>} text by path in the library
 */
export function clientFiles(name, document) {
  return libraryFiles(name, {
    source: clientSource(document),
    document: JSON.stringify(document),
    names: Object.keys(document.components.schemas).filter((schema) => schema !== 'Problem'),
  });
}

/**
 * @param {string} file
 * @param {string} text
 */
async function format(file, text) {
  const prettier = await import('prettier'); // not before it is needed: specs cannot load it
  const options = await prettier.resolveConfig('tools/workspace/root.mjs');
  return prettier.format(text, { ...options, filepath: file });
}
