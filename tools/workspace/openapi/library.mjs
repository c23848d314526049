// What surrounds the generated types of one client, so that it is a library of the workspace.

const SOURCE = './src/index.ts';

/**
 * @param {string} name of the gateway: `customer-api`
 * @param {{ source: string, document: string, names: string[] }} parts `names`: types that its source exports beside the operations
 * @returns {Map<string, string>} text by path in the library
 */
export function libraryFiles(name, { source, document, names }) {
  return new Map([
    ['package.json', manifest(name)],
    ['tsconfig.json', TSCONFIG],
    ['README.md', readme(name)],
    ['openapi.json', document],
    ['src/index.ts', index(name, names)],
    ['src/generated/api.ts', source],
  ]);
}

/** @param {string} name */
function manifest(name) {
  return JSON.stringify({
    name: `@hansom/client-${name}`,
    version: '0.0.0',
    private: true,
    exports: { '.': { '@hansom/source': SOURCE, types: SOURCE, default: SOURCE } },
    nx: {
      tags: ['type:proto', `scope:client-${name}`],
      // So that Nx takes the client as changed when a route is.
      namedInputs: {
        default: ['{projectRoot}/**/*', `{workspaceRoot}/apps/${name}/src/routes/**/*`, 'sharedGlobals'],
      },
    },
  });
}

const TSCONFIG = JSON.stringify({
  extends: '../../../tsconfig.base.json',
  compilerOptions: {
    rootDir: '.',
    outDir: 'out-tsc',
    tsBuildInfoFile: 'out-tsc/tsconfig.tsbuildinfo',
  },
  include: ['src/**/*.ts'],
  exclude: ['out-tsc'],
  references: [{ path: '../http' }],
});

/** @param {string} name */
function readme(name) {
  return `# @hansom/client-${name}

The typed client of the HTTP API of \`apps/${name}\`, and its OpenAPI 3.1 document, [openapi.json](openapi.json).

\`\`\`ts
const api = create${pascal(name)}Client({ baseUrl, token: () => session.token });
const { now } = await api.getTime();
\`\`\`

What a call gives and how it fails is told in [client/http](../http). Everything in this folder is written by \`npm run openapi\` from the routes in
\`apps/${name}/src/routes\`: change those, never this.
`;
}

/**
 * @param {string} name
 * @param {string[]} names
 */
function index(name, names) {
  const client = `${pascal(name)}Client`;
  const types = [...names, 'Operations'].sort().map((each) => `type ${each}`);
  return `// Written by \`npm run openapi\`.
import { type ClientOf, type ClientOptions, createClient } from '@hansom/client-http';

import { OPERATIONS, type Operations } from './generated/api.ts';

export { isProblem, NoAnswer, type Problem, ProblemError } from '@hansom/client-http';
export { ${types.join(', ')} } from './generated/api.ts';

export type ${client} = ClientOf<Operations>;

/** A client of ${name}: one method an operation. */
export function create${client}(options: ClientOptions): ${client} {
  return createClient<Operations>(OPERATIONS, options);
}
`;
}

/** @param {string} name */
function pascal(name) {
  return name.replace(/(^|-)([a-z])/g, (_, _dash, letter) => letter.toUpperCase());
}
