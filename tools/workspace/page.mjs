// The console's page: built by Vite into `dist/apps/console/page`, with each file's compressed twins beside it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { ensureInstalled } from './install.mjs';
import { exclusively } from './mutex.mjs';
import { ROOT } from './root.mjs';
import { ScriptFailure, runIfMain, runNode } from './script.mjs';

const PAGE = 'dist/apps/console/page';

/** Beside the page, not in it: what it was built from. */
const STAMP = `${PAGE}.sources`;

const CONFIG = 'apps/console/web/vite.config.mts';

/** All that a page is made of: `nx.targets.page` of apps/console lists the same. */
const SOURCES = [
  'apps/console/web',
  'apps/console/src/live/protocol.ts',
  'apps/console/src/streets',
  'libs/client/console/src',
  'libs/client/http/src',
  'package-lock.json',
  'tools/workspace/page.mjs',
];

/** Whoever has it set runs another page than this. */
const ELSEWHERE = 'HANSOM_CONSOLE_PAGE';

const TEXT = ['.css', '.html', '.js', '.json', '.svg'];
const WORTH_IT_BYTES = 1024;

/**
 * Builds the page if there is none, or one of other sources, for a command that starts the console. A few seconds, or 20 ms when there is nothing to do.
 * One that cannot be built is no reason not to start: everything but the page is there.
 *
 * @param {readonly string[]} args of `./hansom`
 */
export function ensurePage(args) {
  if (!startsConsole(args) || process.env[ELSEWHERE] || isCurrent()) return;
  console.error("hansom: building the console's page, which takes a few seconds");
  // A process of its own: Vite wants to be told in the environment that this is for production.
  const env = { ...process.env, NODE_ENV: 'production' };
  const code = runNode('tools/workspace/page.mjs', [], { stdio: ['ignore', 2, 2], env });
  if (code !== 0) console.error('hansom: the page cannot be built, so the console serves an old one or none');
}

const HELP = ['-h', '--help'];

/**
 * Without names `start` and `up` start all services; asked for help they start none.
 *
 * @param {readonly string[]} args of `./hansom`
 */
export function startsConsole([command, ...args]) {
  if (args.some((arg) => HELP.includes(arg))) return false;
  const services = args.filter((name) => existsSync(join(ROOT, 'apps', name, 'package.json')));
  return ['start', 'up'].includes(command ?? '') && (services.length === 0 || services.includes('console'));
}

/** Builds the page, if there is none of these sources. Two at once are safe: the second waits, and finds it done. */
export async function buildPage() {
  await exclusively(join(ROOT, '.hansom/page'), { work: buildUnlessCurrent });
}

async function buildUnlessCurrent() {
  if (isCurrent()) return;
  const sources = hashOfSources(); // first: what changes meanwhile is for the next one
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, CONFIG), logLevel: 'warn' }).catch((error) => {
    throw new ScriptFailure(`cannot build the console's page: ${error.message}`);
  });
  await Promise.all(filesIn(PAGE).map(addTwins));
  writeFileSync(join(ROOT, STAMP), sources);
}

function isCurrent() {
  if (!existsSync(join(ROOT, PAGE, 'index.html')) || !existsSync(join(ROOT, STAMP))) return false;
  return readFileSync(join(ROOT, STAMP), 'utf8') === hashOfSources();
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesIn).filter((name) => !/\.(int-)?spec\.tsx?$/.test(name))) {
    hash
      .update(`${file}\n`)
      .update(readFileSync(join(ROOT, file)))
      .update('\n');
  }
  return hash.digest('hex');
}

/**
 * A file itself, or what a folder holds at any depth, in order.
 *
 * @param {string} path in the workspace
 * @returns {string[]}
 */
function filesIn(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}

/** @param {string} file */
async function addTwins(file) {
  const bytes = readFileSync(join(ROOT, file));
  if (!TEXT.includes(extname(file)) || bytes.length < WORTH_IT_BYTES) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(join(ROOT, `${file}.br`), brotli);
  writeFileSync(join(ROOT, `${file}.gz`), zipped);
}

void runIfMain(import.meta.url, async () => {
  await ensureInstalled();
  process.env.NODE_ENV = 'production';
  await buildPage();
});
