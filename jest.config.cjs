// `npm test` runs every project in two jests side by side; `nx affected -t test` runs them one by one.
const os = require('node:os');
const projects = require('./tools/workspace/projects.cjs');

module.exports = {
  testTimeout: 90_000, // as in the preset, which counts for a project by itself
  maxWorkers: Math.max(2, Math.floor(os.availableParallelism() / 2)),
  projects: projects.filter((project) => project.hasSpecs).map((project) => `<rootDir>/${project.root}`),
};
