// What surrounds the generated code of one contract, so that it is a library of the workspace.
import { ContractError } from './contracts.mjs';

const EXPORT = /^export (const|function|interface|type|namespace) (\w+)/gm;
const SERVICE = /^export const (\w+Definition) = \{\n {2}name: "/gm;
const HANSOM_IMPORT = /\bfrom "@hansom\/proto-([^"]+)"/g;
const LINE_WIDTH = 110;

/**
 * The files of a contract's library, formatted as Prettier would.
 * @param {import('./contracts.mjs').Contract} contract
 * @param {Map<string, string>} sources its generated code
 * @returns {Map<string, string>} text by path in the library
 */
export function libraryFiles(contract, sources) {
  const generated = [...sources].map(
    ([file, text]) => /** @type {const} */ ([`src/generated/${file}`, text]),
  );
  return new Map([
    ['package.json', manifest(contract)],
    ['tsconfig.json', tsconfig(sources)],
    ['README.md', readme(contract, sources)],
    ['src/index.ts', index(sources)],
    ...generated,
  ]);
}

/** @param {import('./contracts.mjs').Contract} contract */
function manifest({ name, folder, packageName }) {
  const source = './src/index.ts';
  const content = {
    name: packageName,
    version: '0.0.0',
    private: true,
    exports: { '.': { '@hansom/source': source, types: source, default: source } },
    nx: {
      tags: ['type:proto', `scope:${name}`],
      // So that Nx takes the library as changed when its contract is.
      namedInputs: {
        default: ['{projectRoot}/**/*', `{workspaceRoot}/proto/${folder}/**/*`, 'sharedGlobals'],
      },
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** @param {Map<string, string>} sources */
function tsconfig(sources) {
  const imported = [...sources.values()].flatMap((text) =>
    [...text.matchAll(HANSOM_IMPORT)].map(([, name]) => name),
  );
  const references = [...new Set(imported)].sort().map((name) => `{ "path": "../${name}" }`);
  return `{
  "extends": "../../../tsconfig.base.json",
  "compilerOptions": {
    "rootDir": ".",
    "outDir": "out-tsc",
    "tsBuildInfoFile": "out-tsc/tsconfig.tsbuildinfo",
    "noUnusedParameters": false
  },
  "include": ["src/**/*.ts"],
  "exclude": ["out-tsc"],
  "references": [${references.join(', ')}]
}
`;
}

/**
 * @param {import('./contracts.mjs').Contract} contract
 * @param {Map<string, string>} sources
 */
function readme({ folder, packageName }, sources) {
  const names = [...sources.values()].flatMap(exportsOf);
  const example = names.find((name) => name.endsWith('ServiceDefinition')) ?? names[0];
  return `# ${packageName}

The contract \`proto/${folder}\` in TypeScript: types and codecs of its messages, and a definition of each service
for \`@hansom/platform-rpc\`.

\`\`\`ts
import { ${example} } from '${packageName}';
\`\`\`

Everything in this folder is written by \`npm run proto\`: change the contract, never this. How contracts are written and
evolve: \`docs/platform/contracts.md\`.
`;
}

/** @param {Map<string, string>} sources */
function index(sources) {
  refuseDoubles(sources);
  const lines = [...sources].map(([file, text]) => {
    const services = servicesOf(text);
    const names = exportsOf(text).filter((name) => !services.includes(name));
    return names.length > 0 ? exportLine(names, `./generated/${file}`) : '';
  });
  const services = [...sources].flatMap(([file, text]) =>
    servicesOf(text).map((name) => describedService(name, `./generated/${file}`)),
  );
  const imports = services.map(({ statement }) => statement);
  if (services.length > 0) imports.push(`import { DESCRIPTORS } from './generated/descriptors.ts';`);
  const parts = [imports.join('\n'), lines.filter(Boolean).join('\n'), ...services.map(({ code }) => code)];
  return `// Written by \`npm run proto\`.\n${parts.filter(Boolean).join('\n\n')}\n`;
}

/**
 * A service's definition as its library exports it: with the descriptors of its messages, for reflection.
 * @param {string} name
 * @param {string} from
 */
function describedService(name, from) {
  const generated = `generated${name}`;
  const statement = `import { ${name} as ${generated} } from '${from}';`;
  const code = `export const ${name} = {
  ...${generated},
  descriptors: DESCRIPTORS,
} as const;
export type ${name} = typeof ${name};`;
  return { statement, code };
}

/**
 * Names of the services that a generated file defines.
 * @param {string} text
 */
function servicesOf(text) {
  return [...text.matchAll(SERVICE)].map(([, name = '']) => name);
}

/**
 * Two files of a contract that export one name would hide each other.
 * @param {Map<string, string>} sources
 */
function refuseDoubles(sources) {
  const seen = new Map();
  for (const [file, text] of sources) {
    for (const name of exportsOf(text)) {
      if (seen.has(name))
        throw new ContractError(`${name} is declared in ${seen.get(name)} and in ${file}: rename one`);
      seen.set(name, file);
    }
  }
}

/**
 * @param {string[]} names
 * @param {string} from
 */
function exportLine(names, from) {
  const line = `export { ${names.join(', ')} } from '${from}';`;
  return line.length <= LINE_WIDTH ? line : `export {\n  ${names.join(',\n  ')},\n} from '${from}';`;
}

/**
 * What a generated file exports; types that are not values as well are marked.
 * @param {string} text
 */
function exportsOf(text) {
  const found = [...text.matchAll(EXPORT)].map(([, kind = '', name = '']) => ({ kind, name }));
  const values = new Set(
    found.filter(({ kind }) => ['const', 'function'].includes(kind)).map(({ name }) => name),
  );
  const names = [...new Set(found.map(({ name }) => name))].sort();
  return names.map((name) => (values.has(name) ? name : `type ${name}`));
}
