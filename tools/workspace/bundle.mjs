import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { stampBundle } from './bundle-stamp.mjs';
import esmOnly from './esm-only.cjs';
import { ensureInstalled } from './install.mjs';
import projects from './projects.cjs';
import { ROOT } from './root.mjs';
import { ScriptFailure, runIfMain } from './script.mjs';

/** Native code, which cannot go into a bundle: it is installed beside it. */
const NATIVE = ['lmdb', '@node-rs/argon2'];

/** The mesh knows how its library goes into a bundle. */
const XDS_PLUGIN = 'libs/platform/mesh/scripts/esbuild-plugin.mjs';
const XDS = '@grpc/grpc-js-xds';

const CLI_SOURCE = 'tools/hansom/src/main.ts';
const CLI = '.hansom/build/hansom.cjs';

/**
 * Makes one CommonJS file of a program and the sources of the libraries that it uses. What is installed goes in as well, but for
 * native code and `external`. When it fails, esbuild has printed why.
 *
 * @param {{ entry: string, outfile: string, external?: readonly string[] }} program paths in the workspace
 * @returns {Promise<string[]>} the files that it was made of, by their paths in the workspace
 */
export async function bundle({ entry, outfile, external = [] }) {
  const { build } = await import('esbuild');
  const { grpcJsXds } = await import(pathToFileURL(join(ROOT, XDS_PLUGIN)).href);
  const building = build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    conditions: ['@hansom/source'],
    loader: { '.cql': 'text' },
    external: [...NATIVE, ...external],
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
    throw new ScriptFailure(`cannot bundle ${entry}`);
  });
  await Promise.all(outputFiles.map(({ path, contents }) => replaceFile(path, contents)));
  return Object.keys(metafile.inputs).filter((file) => existsSync(join(ROOT, file)));
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
 * Bundles each app's `src/main.ts` into `dist/<app>/main.cjs`, all in this process.
 *
 * @param {readonly string[]} apps roots of projects, such as `apps/booking`
 */
export async function bundleApps(apps) {
  await Promise.all(apps.map(bundleApp));
}

/** @param {string} app */
async function bundleApp(app) {
  const begun = Date.now();
  const files = await bundle({ entry: `${app}/src/main.ts`, outfile: `dist/${app}/main.cjs` });
  stampBundle(app, { files, begun });
}

/**
 * Bundles the CLI and with it every service that it can host: about 0.1 s, so that `./hansom` always runs what the sources say.
 * Installed packages stay outside, but for the one that starts faster inside.
 *
 * @returns {Promise<string>} the file to load
 */
export async function bundleCli() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const inside = [...esmOnly, XDS];
  const external = Object.keys(devDependencies).filter((name) => !inside.includes(name));
  await bundle({ entry: CLI_SOURCE, outfile: CLI, external });
  return join(ROOT, CLI);
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
