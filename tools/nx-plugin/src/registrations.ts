import type { Tree } from '@nx/devkit';

import type { RpcNames, ServiceNames } from './names.ts';

const SERVICES = 'tools/hansom/src/services.ts';
const README = 'README.md';

/** Adds the service to the CLI's list, in its place. */
export function registerInServices(tree: Tree, { name, variable }: ServiceNames): void {
  const entry = `  '${name}': () => import('@hansom/${name}/service').then((app) => app.${variable}),`;
  insertSorted(tree, SERVICES, { entry, like: /^ {2}'?[a-z0-9-]+'?: \(\) => import\('(@hansom\/[^']+)/ });
}

/** Adds the service to the table of services, in its place. */
export function registerInReadme(tree: Tree, { name, app }: ServiceNames, description: string): void {
  const entry = `| [${name}](${app}) | ${description} |`;
  insertSorted(tree, README, { entry, like: /^\| \[([a-z0-9-]+)\]\(apps\// });
}

/** Adds the RPC to the table in its service's README, at the end. */
export function registerRpc(tree: Tree, { app }: ServiceNames, { rpc }: RpcNames): void {
  const entry = `| ${rpc} | 10 ms | 40 ms | nobody else yet | still to be written |`;
  insertLast(tree, `${app}/README.md`, { entry, like: /^\| ([A-Z]\w+) +\| +\d+ ms/ });
}

interface Row {
  entry: string;
  /** Lines of the list; its group is the key that tells them apart. */
  like: RegExp;
}

function insertSorted(tree: Tree, file: string, row: Row): void {
  insert(tree, file, row, (keys, key) => keys.filter((other) => other < key).length);
}

function insertLast(tree: Tree, file: string, row: Row): void {
  insert(tree, file, row, (keys) => keys.length);
}

/** Adds a line to a list of lines, unless one with its key is there or the list is not. */
function insert(
  tree: Tree,
  file: string,
  { entry, like }: Row,
  placeOf: (keys: string[], key: string) => number,
): void {
  const lines = tree.read(file, 'utf8')?.split('\n') ?? [];
  const key = keyOf(entry, like);
  const listed = lines.flatMap((line, at) => (like.test(line) ? [{ key: keyOf(line, like), at }] : []));
  const [first] = listed;
  if (!first || listed.some((other) => other.key === key)) return;
  const place = placeOf(
    listed.map((other) => other.key),
    key,
  );
  const at = listed[place - 1]?.at;
  lines.splice(at === undefined ? first.at : at + 1, 0, entry);
  tree.write(file, lines.join('\n'));
}

function keyOf(line: string, like: RegExp): string {
  return like.exec(line)?.[1] ?? '';
}
