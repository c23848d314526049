import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { codeOf } from './error-code.mjs';

/**
 * @typedef {object} LockedPackage An entry of `packages` in a lock file.
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [link] a workspace package
 * @property {boolean} [optional] may be absent, as binaries for other platforms are
 * @property {boolean} [devOptional]
 * @property {boolean} [extraneous] installed by hand with `--no-save`
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 */

/** @typedef {Record<string, LockedPackage>} Packages by path, `node_modules/jest` */

/**
 * In what `node_modules` differs from `package-lock.json`; undefined when nothing does. It believes the list that npm itself
 * leaves behind (`node_modules/.package-lock.json`, written last), so it does not matter who installed, and how.
 *
 * @param {string} root folder of the workspace
 * @returns {string | undefined} a sentence for a person
 */
export function findStaleness(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'nothing is installed yet';
  const installed = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (!installed) return 'an earlier installation was cut short';
  const locked = readPackages(join(root, 'package-lock.json')) ?? {};
  return (
    firstOf(locked, (path, wanted) => findDifference(path, wanted, installed[path])) ??
    firstOf(installed, (path, found) => findSurplus(path, found, locked[path])) ??
    firstOf(installed, (path) => (existsSync(join(root, path)) ? undefined : `${path} was deleted`))
  );
}

/**
 * @param {string} file
 * @returns {Packages | undefined} without the root's own entry; undefined when there is no such file, or half of one
 */
function readPackages(file) {
  try {
    const { '': _root, ...packages } = JSON.parse(readFileSync(file, 'utf8')).packages;
    return packages;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * @param {Packages} packages
 * @param {(path: string, entry: LockedPackage) => string | undefined} check
 */
function firstOf(packages, check) {
  for (const [path, entry] of Object.entries(packages)) {
    const problem = check(path, entry);
    if (problem) return problem;
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} found
 */
function findDifference(path, wanted, found) {
  if (!found) return wanted.optional || wanted.devOptional ? undefined : `${path} is missing`;
  if (found.version !== wanted.version) {
    return `${path} is ${found.version}, the lock file says ${wanted.version}`;
  }
  const otherBytes = found.integrity && wanted.integrity && found.integrity !== wanted.integrity;
  return otherBytes || found.link !== wanted.link ? `${path} is not what the lock file says` : undefined;
}

/**
 * @param {string} path
 * @param {LockedPackage} found
 * @param {LockedPackage | undefined} wanted
 */
function findSurplus(path, found, wanted) {
  if (!wanted && !found.extraneous) return `${path} is no longer in the lock file`;
  const fits = includes(found.os, process.platform) && includes(found.cpu, process.arch);
  return fits ? undefined : `${path} was installed for another platform`;
}

/**
 * @param {string[] | undefined} names absent: all. `!name`: all but this one
 * @param {string} name
 */
function includes(names, name) {
  if (!names || names.length === 0) return true;
  return names.includes(name) || (names.some((each) => each.startsWith('!')) && !names.includes(`!${name}`));
}
