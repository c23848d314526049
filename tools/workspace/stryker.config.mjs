// Read by Stryker, which mutate.mjs starts once a part. What to change is named in the environment, as Stryker passes nothing on.
const { HANSOM_MUTATE: root = '', HANSOM_MUTATE_FOLDER: folder = `${root}/src` } = process.env;
const name = root.split('/').at(-1);

/**
 * Specs that run a protocol thousands of times. The other specs execute the same lines in milliseconds, and a mutant that only these
 * would notice is a sign that one of the others is missing.
 */
const EXPLORATIONS = '/(explore|races)\\.spec\\.ts$';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [`${folder}/**/*.ts`, '!**/*.{spec,int-spec,contract}.ts', '!**/{testing,generated}/**'],
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    projectType: 'custom',
    configFile: `${root}/jest.config.cjs`,
    config: { testPathIgnorePatterns: ['/node_modules/', EXPLORATIONS] },
  },
  disableTypeChecks: false, // swc looks at no types
  coverageAnalysis: 'perTest',
  concurrency: 4, // most of their time specs wait
  timeoutMS: 2_500, // more than specs took that notice nothing: most of a network's mutants wait for ever
  incremental: true,
  incrementalFile: `reports/stryker/${name}.json`,
  reporters: ['progress-append-only', 'clear-text', 'html'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: `reports/stryker/${name}.html` },
  thresholds: { high: 90, low: 80, break: 80 },
  ignorePatterns: ['**/out-tsc', 'dist', '.hansom', '.nx', '.stryker-tmp'],
};
