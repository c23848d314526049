import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { bundle } from './bundle.mjs';
import projects from './projects.cjs';
import { ROOT } from './root.mjs';
import { ScriptFailure } from './script.mjs';

/**
 * A program of kind `bench` is a file `<project>/bench/<name>.bench.ts` that exports a function `bench(): Promise<Outcome>`; `soak` alike.
 *
 * @typedef {'bench' | 'soak'} Kind
 */

/**
 * @typedef {object} Program
 * @property {string} name unique among its kind
 * @property {string} file in the workspace
 */

/**
 * @typedef {object} Outcome
 * @property {string} name of what was measured, for a person
 * @property {Record<string, number | string>} figures each by its name with a unit
 */

/**
 * All programs of a kind in the workspace, by name.
 *
 * @param {Kind} kind
 * @returns {Program[]}
 */
export function findPrograms(kind) {
  const suffix = `.${kind}.ts`;
  return projects
    .map(({ root }) => `${root}/${kind}`)
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith(suffix))
    .map((file) => ({ name: basename(file, suffix), file }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The programs with these names; all of them when there are none.
 *
 * @param {readonly Program[]} programs
 * @param {readonly string[]} names
 */
export function choosePrograms(programs, names) {
  const unknown = names.find((name) => !programs.some((program) => program.name === name));
  if (unknown) throw new ScriptFailure(`there is no ${unknown}. There are:\n${listOf(programs)}`);
  return programs.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** @param {readonly Program[]} programs */
export function listOf(programs) {
  return programs.map(({ name, file }) => `  ${name.padEnd(20)} ${file}`).join('\n') || '  none';
}

/**
 * Bundles a program as production would and runs it in a process of its own. What it prints goes to stderr.
 *
 * @param {Kind} kind
 * @param {Program} program
 * @returns {Promise<Outcome>} rejects when the program does or dies
 */
export async function runProgram(kind, { name, file }) {
  const outfile = `.hansom/build/${kind}/${name}.cjs`;
  await bundle({ [outfile]: file });
  const runner = join(ROOT, 'tools/workspace/run-program.cjs');
  const child = fork(runner, [join(ROOT, outfile), kind], {
    cwd: ROOT,
    stdio: ['ignore', 2, 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (outcome) => resolve(/** @type {Outcome} */ (outcome)));
    child.once('exit', (code, signal) =>
      reject(new ScriptFailure(`${name} failed: ${signal ?? `exit code ${code}`}`)),
    );
  });
}

/** @param {Outcome} outcome */
export function describeOutcome({ name, figures }) {
  const lines = Object.entries(figures).map(([figure, value]) => `  ${figure.padEnd(44)} ${round(value)}`);
  return [name, ...lines].join('\n');
}

/** @param {number | string} value */
function round(value) {
  return typeof value === 'number' ? value.toLocaleString('en', { maximumSignificantDigits: 4 }) : value;
}
