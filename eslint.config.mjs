import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Written for the developers of a part, and not shipped: what only they may do is allowed here. */
const SPECS = [
  '**/*.{spec,int-spec,contract,bench,soak}.{ts,tsx}',
  '**/{test,testing,bench,soak}/**/*.ts',
  'libs/testing/**/*.ts',
];

const SCRIPTS = ['**/*.{mjs,cjs}', 'hansom'];

/** Only these touch the real clock, randomness, timers and environment: everything else gets them from its context. */
const OWNERS_OF_EFFECTS = ['libs/platform/context/**', 'libs/platform/runtime/**', 'tools/**'];

/** Pages run in a browser, which has no context to give: these are its own. */
const PAGES = ['apps/*/web/**'];

const EFFECTS = [
  ['Date', 'now', 'clock.now() or monotonic.now()'],
  ['Math', 'random', 'random.next()'],
  ['process', 'env', 'the config schema of the service'],
  ['performance', 'now', 'monotonic.now()'],
  ['crypto', 'randomUUID', 'ids'],
].map(([object, property, instead]) => ({
  object,
  property,
  message: `Take it from the context: ${instead}.`,
}));

const TIMERS = ['setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'Take it from the context: timers.',
}));

const SKIPPED = ['skip', 'only', 'todo'].map((property) => ({
  property,
  message: 'A spec runs, or goes.',
}));

const TEST_DOUBLES = {
  group: ['@hansom/testing-*', '@hansom/*/testing'],
  message: 'Test doubles are for specs, e2e and tools.',
};

/** What one platform library wraps for all. */
const WRAPPED = ['@grpc/*', 'cassandra-driver', 'ioredis', 'lmdb', 'pino'];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/out-tsc',
      '**/generated',
      '**/coverage',
      '.hansom',
      '.nx',
      '.stryker-tmp',
      'reports',
      'tools/nx-plugin/src/generators/*/files',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      complexity: ['error', 10],
      'no-else-return': ['error', { allowElseIf: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{ts,mts,tsx}'],
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TEST_DOUBLES] }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'no-restricted-properties': ['error', ...EFFECTS],
      'no-restricted-globals': ['error', ...TIMERS],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: ['@hansom/workspace/mutex'], // runs before anything is installed, so it is no lib
          enforceBuildableLibDependency: false,
          checkDynamicDependenciesExceptions: ['@hansom/**'], // the CLI loads a service when it is started
          depConstraints: [
            mayDependOn('app', ['proto', 'platform', 'shared', 'testing'], WRAPPED),
            mayDependOn('proto', ['proto']),
            mayDependOn('platform', ['platform', 'shared', 'proto', 'testing']),
            mayDependOn('shared', ['shared'], WRAPPED),
            mayDependOn('testing', ['testing', 'platform', 'shared', 'proto']),
            mayDependOn('tool', ['app', 'proto', 'platform', 'shared', 'testing', 'tool']),
            mayDependOn('e2e', ['app', 'proto', 'platform', 'shared', 'testing', 'tool']),
          ],
        },
      ],
    },
  },
  {
    files: [...OWNERS_OF_EFFECTS, ...PAGES],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-globals': 'off' },
  },
  {
    files: ['**/vite.config.mts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: [...SPECS, 'tools/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-properties': ['error', ...SKIPPED],
      'no-restricted-globals': ['error', 'xit', 'xdescribe', 'xtest', 'fit', 'fdescribe'],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: SCRIPTS,
    languageOptions: { globals: nodeGlobals() },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);

/** What projects of a type may import: others by their type, and which installed packages they may not. */
function mayDependOn(type, others, bannedExternalImports = []) {
  const onlyDependOnLibsWithTags = others.map((other) => `type:${other}`);
  return { sourceTag: `type:${type}`, onlyDependOnLibsWithTags, bannedExternalImports };
}

function nodeGlobals() {
  const names = [
    'process',
    'console',
    'module',
    'require',
    '__dirname',
    'URL',
    'setTimeout',
    'Buffer',
    'performance',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
