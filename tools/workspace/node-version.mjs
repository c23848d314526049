/**
 * Whether a Node version is in a range of carets and lower bounds, the only forms that our `engines` uses:
 * `^20.19.0 || >=22.12.0`. (This runs before anything is installed, so no semver library.)
 *
 * @param {string} version such as `20.19.0` or `v22.12.0`
 * @param {string} range
 */
export function satisfies(version, range) {
  return range.split('||').some((part) => inPart(partsOf(version), part.trim()));
}

/**
 * @param {number[]} version
 * @param {string} part
 */
function inPart(version, part) {
  const [, operator, bound] = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(part) ?? [];
  if (!bound) throw new TypeError(`cannot read the version range ${JSON.stringify(part)}`);
  const lowest = partsOf(bound);
  return compare(version, lowest) >= 0 && (operator === '>=' || version[0] === lowest[0]);
}

/** @param {string} version */
function partsOf(version) {
  return version.replace(/^v/, '').split('.').map(Number.parseFloat);
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function compare(a, b) {
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs === -1 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}
