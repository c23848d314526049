// The workspace's projects, read from its folders: what npm's `workspaces` globs match.
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');

const folders = [...childrenOf('apps'), ...childrenOf('libs').flatMap(childrenOf), ...childrenOf('tools')];

/** Of each project its folder (`libs/platform/store`) and whether it has specs. */
module.exports = folders
  .filter((root) => fs.existsSync(path.join(ROOT, root, 'package.json')))
  .map((root) => ({ root, hasSpecs: fs.existsSync(path.join(ROOT, root, 'jest.config.cjs')) }));

/** @param {string} folder */
function childrenOf(folder) {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);
}
