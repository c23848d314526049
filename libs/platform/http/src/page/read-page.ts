import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { type Page, type PageFile } from './page.ts';

/** How a file is told apart from its compressed twins, which the build made beside it. */
const TWINS = { br: '.br', gzip: '.gz' } as const;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Reads a page that was built into a folder: `index.html` and what belongs to it, compressed where `<file>.br` and `<file>.gz` lie beside it. It is
 * kept in memory, and nothing else of the folder is ever looked at. Undefined: there is no page.
 */
export async function readPage(folder: string): Promise<Page | undefined> {
  const names = await filesIn(folder);
  if (!names.includes('index.html')) return undefined;
  const own = names.filter((name) => !Object.values(TWINS).some((suffix) => name.endsWith(suffix)));
  const files = await Promise.all(own.map((name) => readFileOf(folder, name, names)));
  return { files: new Map(files.map((file) => [file.path, file])) };
}

/** With slashes, from the folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) =>
      path.relative(folder, path.join(parentPath, name)).replaceAll(path.sep, '/'),
    );
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

async function readFileOf(folder: string, name: string, names: readonly string[]): Promise<PageFile> {
  const twins = Object.entries(TWINS).filter(([, suffix]) => names.includes(`${name}${suffix}`));
  const [plain, ...compressed] = await Promise.all(
    ['', ...twins.map(([, suffix]) => suffix)].map((suffix) =>
      readFile(path.join(folder, `${name}${suffix}`)),
    ),
  );
  if (!plain) throw new TypeError('there is always the file itself');
  return {
    path: `/${name}`,
    type: TYPES[path.extname(name)] ?? 'application/octet-stream',
    etag: `"${hash('sha256', plain, 'base64url').slice(0, 22)}"`,
    plain,
    compressed: twins.flatMap(([encoding], i) => {
      const bytes = compressed[i];
      return bytes ? [{ encoding, bytes }] : [];
    }),
  };
}
