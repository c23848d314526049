import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const SPECS = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/*.contract.ts',
  '**/testing/**/*.ts',
  'libs/testing/**/*.ts',
];

/** Only these touch the real clock, randomness, timers and environment: everything else gets them from its context. */
const OWNERS_OF_EFFECTS = ['libs/platform/context/**', 'libs/platform/runtime/**', 'tools/**'];

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

const type = (name, may) => ({
  sourceTag: `type:${name}`,
  onlyDependOnLibsWithTags: may.map((tag) => `type:${tag}`),
});

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
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      complexity: ['error', 10],
      'no-else-return': ['error', { allowElseIf: false }],
      eqeqeq: 'error',
      'no-restricted-properties': ['error', ...EFFECTS],
      'no-restricted-globals': ['error', ...TIMERS],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          enforceBuildableLibDependency: false,
          depConstraints: [
            type('app', ['proto', 'platform', 'shared', 'testing']),
            type('proto', ['proto']),
            type('platform', ['platform', 'shared', 'proto', 'testing']),
            type('shared', ['shared']),
            type('testing', ['testing', 'platform', 'shared', 'proto']),
            type('tool', ['app', 'proto', 'platform', 'shared', 'testing', 'tool']),
            type('e2e', ['app', 'proto', 'platform', 'shared', 'testing', 'tool']),
          ],
        },
      ],
    },
  },
  { files: OWNERS_OF_EFFECTS, rules: { 'no-restricted-properties': 'off', 'no-restricted-globals': 'off' } },
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}', 'hansom'],
    languageOptions: { globals: nodeGlobals() },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);

function nodeGlobals() {
  const names = ['process', 'console', 'module', 'require', '__dirname', 'URL', 'setTimeout', 'Buffer'];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
