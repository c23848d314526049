// Turns the contracts into the files of their libraries, in memory.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bufOrThrow } from './buf.mjs';
import { listContracts, ownerOf } from './contracts.mjs';
import { libraryFiles } from './library.mjs';

const IMPORT = /(?<=\bfrom ")\.[^"]+(?=")/g;

/** All files of all libraries under libs/proto, from the contracts as they stand. @returns {Promise<Map<string, string>>} */
export async function generateLibraries() {
  const sources = generateSources();
  const files = new Map();
  for (const contract of listContracts()) {
    const own = new Map([...sources].filter(([file]) => ownerOf(file).name === contract.name));
    if (own.size === 0) throw new Error(`proto/hansom/${contract.folder} holds no .proto file`);
    for (const [file, text] of await libraryFiles(contract, own))
      files.set(`${contract.library}/${file}`, text);
  }
  return files;
}

/** What ts-proto makes of all contracts: text by path, imports between contracts by package name. */
function generateSources() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hansom-proto-'));
  try {
    bufOrThrow('generate', '--output', folder);
    const files = readTree(folder);
    return new Map([...reachable(files)].map((file) => [file, byPackageName(file, files.get(file))]));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Our own files and what they import: ts-proto also writes those of Google's files that only options need. */
function reachable(files) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const specifier of files.get(file).match(IMPORT) ?? []) visit(resolve(file, specifier));
  };
  [...files.keys()].filter((file) => file.startsWith('hansom/')).forEach(visit);
  return [...found].sort();
}

function byPackageName(file, text) {
  return text.replace(IMPORT, (specifier) => {
    const owner = ownerOf(resolve(file, specifier));
    return owner.name === ownerOf(file).name ? specifier : owner.packageName;
  });
}

function resolve(file, specifier) {
  return path.posix.join(path.posix.dirname(file), specifier);
}

/** Text of every file below `folder`, by its path with forward slashes. @returns {Map<string, string>} */
export function readTree(folder, skip = []) {
  const files = new Map();
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (skip.includes(entry.name)) continue;
    if (!entry.isDirectory()) files.set(entry.name, fs.readFileSync(at, 'utf8'));
    else for (const [file, text] of readTree(at, skip)) files.set(`${entry.name}/${file}`, text);
  }
  return files;
}
