import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { exclusively } from '@hansom/workspace/mutex';

import { StoreFailure } from '../failure.ts';
import { complaintIn } from '../process/complaint.ts';
import { printedBy } from '../process/look.ts';

export const CASSANDRA_VERSION = '5.0.8';

/** Where the jars lie, outside any workspace, so that they are fetched once a machine. */
export function jarsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  return path.join(cache, 'hansom/cassandra', CASSANDRA_VERSION);
}

/** What is lacking to have the jars; undefined when they are there or can be fetched. */
export function lackingForJars(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (existsSync(jarsFolder(env)) || printedBy('mvn', '--version', env) !== undefined) return undefined;
  return `Cassandra's jars are fetched by Maven, and there is no \`mvn\`: \`apt-get install maven\``;
}

/**
 * Where Cassandra's jars are. Fetches them with Maven if they are not there yet: about 70 MB, once; of several processes that ask, one fetches. The folder
 * has its name only when it is whole.
 */
export async function cassandraJars(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = jarsFolder(env);
  if (existsSync(folder)) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  const work = async (): Promise<void> => (existsSync(folder) ? undefined : fetchInto(folder, env));
  await exclusively(`${folder}.fetching`, { work });
  return folder;
}

async function fetchInto(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const half = await mkdtemp(`${folder}.half-`);
  try {
    await writeFile(path.join(half, 'pom.xml'), POM);
    await maven(half, env);
    await rename(path.join(half, 'jars'), folder);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** `-C`: a jar whose checksum is another is no jar. */
async function maven(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = [
    '-q',
    '-B',
    '-C',
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    '-DoutputDirectory=jars',
  ];
  try {
    await promisify(execFile)('mvn', args, { cwd: folder, env });
  } catch (error) {
    throw new StoreFailure(`Maven cannot fetch Cassandra ${CASSANDRA_VERSION}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string }; // as execFile rejects
  if (code === 'ENOENT') return 'there is no `mvn`: `apt-get install maven`';
  const [first] = `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('[ERROR]'));
  return first?.replace('[ERROR] ', '') ?? complaintIn(`${stdout}${stderr}`);
}

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>hansom</groupId>
  <artifactId>cassandra</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.cassandra</groupId>
      <artifactId>cassandra-all</artifactId>
      <version>${CASSANDRA_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
