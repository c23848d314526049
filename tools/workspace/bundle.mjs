import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { isBundleCurrent, stampBundle } from './bundle-stamp.mjs';
import esmOnly from './esm-only.cjs';
import { ensureInstalled } from './install.mjs';
import projects from './projects.cjs';
import { exclusively } from './mutex.mjs';
import { ROOT } from './root.mjs';
import { ScriptFailure, runIfMain } from './script.mjs';

/** Native code, which cannot go into a bundle: it is installed beside it. */
const NATIVE = ['lmdb', '@node-rs/argon2'];

/** The CLI starts it, in a workspace. */
const PROGRAMS = ['nx'];

/** The mesh knows how its library goes into a bundle. */
const XDS_PLUGIN = 'libs/platform/mesh/scripts/esbuild-plugin.mjs';
const XDS = '@grpc/grpc-js-xds';

/** One process at a time writes bundles that are kept. */
export const BUNDLING = join(ROOT, '.hansom/bundles');

const CLI_SOURCE = 'tools/hansom/src/main.ts';
const CLI = '.hansom/build/hansom.cjs';

/**
 * Makes one CommonJS file of each program and the sources of the libraries that it uses, reading what they share once. What is installed
 * goes in as well, but for native code and `external`. When it fails, esbuild has printed why.
 *
 * @param {Record<string, string>} programs the source of each by the file that is written, as paths in the workspace
 * @param {{ external?: readonly string[] }} [options]
 * @returns {Promise<Record<string, string[]>>} by the file that is written, the files that it was made of, as paths in the workspace
 */
export async function bundle(programs, { external = [] } = {}) {
  const { build } = await import('esbuild');
  const { grpcJsXds } = await import(pathToFileURL(join(ROOT, XDS_PLUGIN)).href);
  const building = build({
    absWorkingDir: ROOT,
    entryPoints: Object.entries(programs).map(([file, source]) => ({
      in: source,
      out: withoutExtension(file),
    })),
    outdir: '.',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    conditions: ['@hansom/source'],
    loader: { '.cql': 'text' },
    external: [...NATIVE, ...PROGRAMS, ...external],
    plugins: [grpcJsXds],
    define: { __HANSOM_BUILD__: JSON.stringify(buildStamp(new Date())) },
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const { outputFiles, metafile } = await building.catch(() => {
    throw new ScriptFailure(`cannot bundle ${Object.values(programs).join(', ')}`);
  });
  await Promise.all(outputFiles.map(({ path, contents }) => replaceFile(path, contents)));
  return Object.fromEntries(
    Object.entries(programs).map(([file, source]) => [file, filesOf(metafile, source)]),
  );
}

/** @param {string} file */
function withoutExtension(file) {
  return file.slice(0, -extname(file).length);
}

/**
 * Everything that a source imports, itself included, whether any of it is left in what is written or not.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} source
 */
function filesOf({ inputs }, source) {
  const files = new Set([source]);
  for (const file of files) for (const { path } of inputs[file]?.imports ?? []) files.add(path);
  return [...files].filter((file) => existsSync(join(ROOT, file)));
}

/**
 * The version of everything that is built at that moment: YYYYMMDDHHMMSS in UTC.
 *
 * @param {Date} now
 */
export function buildStamp(now) {
  return now.toISOString().slice(0, 19).replace(/\D/g, '');
}

/**
 * Bundles each app's `src/main.ts` into `dist/<app>/main.cjs`.
 *
 * @param {readonly string[]} apps roots of projects, such as `apps/booking`
 */
export async function bundleApps(apps) {
  await bundleAndStamp(Object.fromEntries(apps.map((app) => [bundleOf(app), `${app}/src/main.ts`])));
}

/**
 * Where an app is bundled to.
 *
 * @param {string} app root of a project, such as `apps/booking`
 */
export function bundleOf(app) {
  return `dist/${app}/main.cjs`;
}

/**
 * Bundles the CLI and with it every service that it can host, where that is not done yet: so `./hansom` always runs what the sources say.
 * Installed packages stay outside, but for those that start faster inside.
 *
 * @returns {Promise<string>} the file to load
 */
export async function bundleCli() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const inside = [...esmOnly, XDS];
  const external = Object.keys(devDependencies).filter((name) => !inside.includes(name));
  const work = async () => isBundleCurrent(CLI) || bundleAndStamp({ [CLI]: CLI_SOURCE }, { external });
  if (!isBundleCurrent(CLI)) await exclusively(BUNDLING, { work });
  return join(ROOT, CLI);
}

/**
 * @param {Parameters<typeof bundle>[0]} programs
 * @param {Parameters<typeof bundle>[1]} [options]
 */
async function bundleAndStamp(programs, options) {
  const begun = Date.now();
  const made = await bundle(programs, options);
  for (const [file, files] of Object.entries(made)) stampBundle(file, { files, begun });
}

/**
 * Another process may be reading the old file, or writing the new one as well.
 *
 * @param {string} file
 * @param {Uint8Array} contents
 */
async function replaceFile(file, contents) {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, contents);
  await rename(temporary, file);
}

/** @param {string} root of a project */
function isProgram(root) {
  return root.startsWith('apps/') && existsSync(join(ROOT, root, 'src/main.ts'));
}

void runIfMain(import.meta.url, async (roots) => {
  await ensureInstalled();
  if (roots.length > 0) return bundleApps(roots);
  const apps = projects.map(({ root }) => root).filter(isProgram);
  await Promise.all([bundleApps(apps), existsSync(join(ROOT, CLI_SOURCE)) && bundleCli()]);
});
