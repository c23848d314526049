// What every project's one-line jest.config.cjs builds on. Sources are TypeScript with ESM syntax, run as CommonJS.
const path = require('node:path');
const esmOnly = require('./tools/workspace/esm-only.cjs');

module.exports = function project(directory) {
  return {
    displayName: path.relative(__dirname, directory),
    rootDir: directory,
    testEnvironment: 'node',
    sandboxInjectedGlobals: ['Array', 'JSON', 'Math', 'Number', 'Object'], // a look-up in the sandbox's global costs much more
    testTimeout: 90_000, // specs of processes on a busy machine; what takes that long otherwise hangs
    testEnvironmentOptions: { customExportConditions: ['@hansom/source', 'node', 'node-addons'] },
    testMatch: ['<rootDir>/**/*.{spec,int-spec}.{ts,tsx}'],
    testPathIgnorePatterns: ['/node_modules/', '<rootDir>/out-tsc/', '/generators/[^/]+/files/'],
    transform: {
      '\\.cql$': path.join(__dirname, 'tools/workspace/jest-text.cjs'),
      '^.+\\.(ts|js|mjs)$': ['@swc/jest', swc({ parser: { syntax: 'typescript' } })],
      '^.+\\.tsx$': [
        '@swc/jest',
        swc({
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        }),
      ],
    },
    transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
    moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  };
};

/** Of a kind of source, how it becomes CommonJS. */
function swc(jsc) {
  return { jsc: { target: 'es2022', ...jsc }, module: { type: 'commonjs' }, sourceMaps: 'inline' };
}
