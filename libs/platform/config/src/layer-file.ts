import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { isObject, type JsonObject } from './document.ts';
import { ifThere } from './if-there.ts';
import { type LayerFile } from './layer-names.ts';
import { type Layer } from './layers.ts';
import { type Problem } from './problem.ts';

/** What changes whenever one of the files is written, replaced, added or removed. */
export async function stateOf(files: readonly LayerFile[]): Promise<string> {
  const states = files.map(async ({ path }) => {
    const stats = await ifThere(stat(path, { bigint: true }));
    return stats ? `${path} ${stats.ino} ${stats.size} ${stats.mtimeNs}` : path;
  });
  return (await allOf(states)).join('\n');
}

/** What is in each of them; undefined where it is not there. */
export function readTexts(files: readonly LayerFile[]): Promise<(string | undefined)[]> {
  return allOf(files.map(({ path }) => ifThere(readFile(path, 'utf8'))));
}

/** The layer in a file's text: none when the file is not there, a problem when it is no JSON object. */
export function parseFile(
  { layer, path }: LayerFile,
  text: string | undefined,
): { layers: Layer[]; problems: Problem[] } {
  if (text === undefined) return { layers: [], problems: [] };
  const parsed = parseObject(text);
  if ('document' in parsed) return { layers: [{ ...layer, document: parsed.document }], problems: [] };
  return {
    layers: [],
    problems: [{ path: '', rule: `${basename(path)} ${parsed.rule}`, layer: layer.name }],
  };
}

function parseObject(text: string): { document: JsonObject } | { rule: string } {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { rule: `is not JSON: ${error.message}` };
    throw error;
  }
  // What JSON.parse gives holds nothing but JSON.
  return isObject(document) ? { document: document as JsonObject } : { rule: 'is not a JSON object' };
}

/** Tells the first failure in the order of the list, not the first to happen: so the same fault always reads the same. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
