import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { cassandraJars, jvmOptions, nodeFiles, planRing } from '@hansom/testing-local-stores';

const BASE = 'hansom-test/base';
export const CASSANDRA_IMAGE = 'hansom-test/cassandra';
export const REDIS_IMAGE = 'hansom-test/redis';
/** In place of `node` and of distroless Node, on which images of services are built. */
export const NODE_IMAGE = 'hansom-test/node';
export const BARE_IMAGE = 'hansom-test/bare';

const PACKAGES = 'openjdk-17-jre-headless,redis-server';

/**
 * Makes images where no image registry can be reached: of Debian's packages and Cassandra's jars `hansom-test/cassandra` and `hansom-test/redis`, and of this
 * machine's Node `hansom-test/node` and `hansom-test/bare`. Needs Docker, debootstrap and root.
 */
async function buildImages(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-images-'));
  try {
    await importBase(path.join(folder, 'debian'));
    await build(REDIS_IMAGE, path.join(folder, 'redis'), redisFiles());
    const cassandra = path.join(folder, 'cassandra');
    await cp(await cassandraJars(), path.join(cassandra, 'jars'), { recursive: true });
    await build(CASSANDRA_IMAGE, cassandra, cassandraFiles());
    const node = path.join(folder, 'node');
    await copyNode(node);
    await build(NODE_IMAGE, node, npmFiles());
    await build(BARE_IMAGE, node, bareFiles());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importBase(folder: string): Promise<void> {
  const [, suite = 'stable'] = /VERSION_CODENAME=(\w+)/.exec(await readFile('/etc/os-release', 'utf8')) ?? [];
  run('debootstrap', '--variant=minbase', `--include=${PACKAGES}`, suite, folder);
  run(
    'sh',
    '-c',
    'tar -C "$1" --exclude=./proc --exclude=./sys --exclude=./var/cache/apt -c . | docker import - "$2"',
    'sh',
    folder,
    BASE,
  );
}

async function build(image: string, folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  run('docker', 'build', '--tag', image, folder);
}

/** Whoever starts one says how. */
function redisFiles(): Record<string, string> {
  return { Dockerfile: `FROM ${BASE}\nCMD ["redis-server"]\n` };
}

function cassandraFiles(): Record<string, string> {
  const [node = { host: '127.0.0.1', dataCenter: 'dc1', token: 0n }] = planRing({ dc1: 1 });
  const settings = {
    ...node,
    folder: '/cassandra',
    port: 9042,
    storagePort: 7000,
    seeds: [node.host],
    passwords: false,
    open: true,
  };
  const command = [
    'java',
    ...jvmOptions({ folder: '/cassandra', jars: '/cassandra/jars', heapMb: 512, jmxPort: 7199 }),
  ];
  const conf = Object.entries(nodeFiles(settings)).map(([name, text]) => [`conf/${name}`, text]);
  return {
    ...Object.fromEntries(conf),
    Dockerfile: `FROM ${BASE}\nCOPY jars /cassandra/jars\nCOPY conf /cassandra/conf\nCMD ${JSON.stringify(command)}\n`,
  };
}

/** Node, npm, and whom they trust. */
async function copyNode(folder: string): Promise<void> {
  const npm = await realpath(path.join(path.dirname(process.execPath), 'npm'));
  await cp(await realpath(process.execPath), path.join(folder, 'node'));
  await cp(path.dirname(path.dirname(npm)), path.join(folder, 'npm'), { recursive: true });
  await cp('/etc/ssl/certs/ca-certificates.crt', path.join(folder, 'trusted.crt'), { dereference: true });
}

function npmFiles(): Record<string, string> {
  const lines = [
    `FROM ${BASE}`,
    'COPY node /usr/bin/node',
    'COPY npm /usr/lib/node_modules/npm',
    'COPY trusted.crt /etc/ssl/certs/ca-certificates.crt',
    'ENV npm_config_cafile=/etc/ssl/certs/ca-certificates.crt',
    'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/bin/npm',
  ];
  return { Dockerfile: lines.join('\n') };
}

/** As distroless has it: Node alone at its place, and nobody. */
function bareFiles(): Record<string, string> {
  const lines = [
    `FROM ${BASE}`,
    'COPY node /nodejs/bin/node',
    'RUN useradd --system --uid 65532 --user-group nonroot',
    'ENTRYPOINT ["/nodejs/bin/node"]',
  ];
  return { Dockerfile: lines.join('\n') };
}

/** With the builder that needs no plugin. What the program prints is for whoever waits. */
function run(command: string, ...args: string[]): void {
  const env = { ...process.env, DOCKER_BUILDKIT: '0' };
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], env });
  if (status !== 0)
    throw new Error(`${command} ${args[0]} failed: ${error?.message ?? `exit code ${status}`}`);
}

if (require.main === module) {
  buildImages().catch((error: Error) => {
    process.stderr.write(`the images were not built: ${error.message}\n`);
    process.exitCode = 1;
  });
}
