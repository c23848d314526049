// What surrounds the generated code of one contract, so that it is a library of the workspace.
import path from 'node:path';
import prettier from 'prettier';
import { LIBS, ROOT } from './contracts.mjs';

const EXPORT = /^export (?:const|function|interface|type|namespace|enum) (\w+)/gm;
const HANSOM_IMPORT = /\bfrom "(@hansom\/proto-[^"]+)"/g;

/**
 * The files of a contract's library: text by path in the library.
 * @param {import('./contracts.mjs').Contract} contract
 * @param {Map<string, string>} sources its generated code
 */
export async function libraryFiles(contract, sources) {
  const files = {
    'package.json': json(manifest(contract)),
    'tsconfig.json': json(tsconfig(contract, sources)),
    'README.md': readme(contract, sources),
    'src/index.ts': index(sources),
  };
  const formatted = new Map();
  for (const [file, text] of Object.entries(files))
    formatted.set(file, await format(`${contract.library}/${file}`, text));
  for (const [file, text] of sources) formatted.set(`src/generated/${file}`, text);
  return formatted;
}

function manifest({ name, folder, packageName }) {
  const source = './src/index.ts';
  return {
    name: packageName,
    version: '0.0.0',
    private: true,
    exports: { '.': { '@hansom/source': source, types: source, default: source } },
    nx: {
      tags: ['type:proto', `scope:${name}`],
      namedInputs: {
        default: ['{projectRoot}/**/*', `{workspaceRoot}/proto/hansom/${folder}/**/*`, 'sharedGlobals'],
      },
    },
  };
}

function tsconfig({ packageName }, sources) {
  const imported = new Set(
    [...sources.values()].flatMap((text) => [...text.matchAll(HANSOM_IMPORT)].map((m) => m[1])),
  );
  imported.delete(packageName);
  return {
    extends: '../../../tsconfig.base.json',
    compilerOptions: {
      rootDir: '.',
      outDir: 'out-tsc',
      tsBuildInfoFile: 'out-tsc/tsconfig.tsbuildinfo',
      noUnusedParameters: false,
    },
    include: ['src/**/*.ts'],
    exclude: ['out-tsc'],
    references: [...imported].sort().map((name) => ({ path: name.replace('@hansom/proto-', '../') })),
  };
}

/** An explicit list. Two files of a contract that export one name would hide each other: refused. */
function index(sources) {
  const seen = new Map();
  const lines = [...sources].map(([file, text]) => {
    const names = namesOf(text);
    for (const name of names) {
      if (seen.has(name))
        throw new Error(`${name} is declared in both ${seen.get(name)} and ${file}: rename one`);
      seen.set(name, file);
    }
    return `export { ${names.join(', ')} } from './generated/${file}';`;
  });
  return `// Written by \`npm run proto\`.\n${lines.join('\n')}\n`;
}

/** What a generated file exports, types that are not values marked as such. */
function namesOf(text) {
  const values = new Set(
    [...text.matchAll(/^export (?:const|function|enum) (\w+)/gm)].map((match) => match[1]),
  );
  const all = new Set([...text.matchAll(EXPORT)].map((match) => match[1]));
  return [...all].sort().map((name) => (values.has(name) ? name : `type ${name}`));
}

function readme({ folder, packageName }, sources) {
  const names = [...sources.values()].flatMap(namesOf);
  const services = names.filter((name) => name.endsWith('ServiceDefinition'));
  const example = services[0] ?? names.find((name) => /^[A-Z]\w+$/.test(name));
  return `# ${packageName}

The contract \`proto/hansom/${folder}\` in TypeScript: ${services.length > 0 ? 'the definition of its service, ' : ''}types and codecs of its messages.

\`\`\`ts
import { ${example} } from '${packageName}';
\`\`\`

Everything in this folder is written by \`npm run proto\`: change the contract, never this. How contracts are written and
evolve: docs/platform/contracts.md.
`;
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function format(file, text) {
  const filepath = path.join(ROOT, file);
  return prettier.format(text, { ...(await prettier.resolveConfig(path.join(ROOT, LIBS))), filepath });
}
