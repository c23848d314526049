// The workspace's projects, read from its folders: what npm's `workspaces` globs match.
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');

function childrenOf(folder) {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);
}

const folders = [...childrenOf('apps'), ...childrenOf('libs').flatMap(childrenOf), ...childrenOf('tools')];

module.exports = folders
  .filter((root) => fs.existsSync(path.join(ROOT, root, 'package.json')))
  .map((root) => ({
    root,
    manifest: JSON.parse(fs.readFileSync(path.join(ROOT, root, 'package.json'), 'utf8')),
    hasSpecs: fs.existsSync(path.join(ROOT, root, 'jest.config.cjs')),
  }));
