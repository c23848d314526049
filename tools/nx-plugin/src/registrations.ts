import { type Tree } from '@nx/devkit';

import { type Sla } from './contract.ts';
import { type RpcNames, type ServiceNames } from './names.ts';
import { Refusal } from './refusal.ts';

const SERVICES = 'tools/hansom/src/services.ts';
const README = 'README.md';

/** Adds the service to the list of the CLI, in its place. */
export function registerInServices(tree: Tree, { name, variable }: ServiceNames): void {
  const line = `  '${name}': () => import('@hansom/${name}/service').then((app) => app.${variable}),`;
  const listed = insert(tree, SERVICES, {
    line,
    like: /^ {2}'?([a-z0-9-]+)'?: \(\) => import\(/,
    sorted: true,
  });
  if (!listed) throw new Refusal(`${SERVICES} has no list of services that could be added to.`);
}

/** Adds the service to the table of services, in its place. A README that has none stays as it is. */
export function registerInReadme(tree: Tree, { name, app }: ServiceNames, description: string): void {
  const line = `| [${name}](${app}) | ${description} |`;
  insert(tree, README, { line, like: /^\| \[([a-z0-9-]+)\]\(apps\//, sorted: true });
}

/** Adds the RPC at the end of the table in the README of its service. One that has none stays as it is. */
export function registerRpc(tree: Tree, { app }: ServiceNames, { rpc, mean, p95 }: RpcNames & Sla): void {
  const line = `| ${rpc} | ${mean} ms | ${p95} ms | still to be written |`;
  insert(tree, `${app}/README.md`, { line, like: /^\| ([A-Z]\w+) +\| +\d+ ms/, sorted: false });
}

interface NewLine {
  readonly line: string;
  /** The lines of the list; the group is what tells them apart. */
  readonly like: RegExp;
  readonly sorted: boolean;
}

/** Adds a line to a list of lines, unless one with its key is there; false: there is no such list. */
function insert(tree: Tree, file: string, { line, like, sorted }: NewLine): boolean {
  const lines = tree.read(file, 'utf8')?.split('\n') ?? [];
  const listed = lines.flatMap((text, at) => (like.test(text) ? [{ key: keyOf(text, like), at }] : []));
  const last = listed.at(-1);
  if (!last) return false;
  const key = keyOf(line, like);
  if (listed.some((other) => other.key === key)) return true;
  const next = sorted ? listed.find((other) => other.key > key) : undefined;
  tree.write(file, lines.toSpliced(next?.at ?? last.at + 1, 0, line).join('\n'));
  return true;
}

function keyOf(line: string, like: RegExp): string {
  return like.exec(line)?.[1] ?? '';
}
