// `npm test` runs every project in one jest process; `nx affected -t test` runs them one by one.

module.exports = {
  projects: require('./tools/workspace/projects.cjs')
    .filter((project) => project.hasSpecs)
    .map((project) => `<rootDir>/${project.root}`),
};
