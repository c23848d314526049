import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { unwritable } from '../process/home.ts';
import { ServerProcess } from '../process/server-process.ts';
import { admitsFirstUser, answersCql } from './answers-cql.ts';
import { jvmOptions } from './jvm-options.ts';
import { nodeFiles, type NodeSettings } from './node-files.ts';

export interface NodeProgram extends NodeSettings {
  readonly java: string;
  readonly jars: string;
  readonly heapMb: number;
  readonly jmxPort: number;
  /** Removed when it ends because this process has; empty: nothing. */
  readonly perishable: string;
}

/** Writes what a node needs to know; it is not started yet. */
export async function nodeProcess(program: NodeProgram): Promise<ServerProcess> {
  const { folder, host, port, java, passwords, perishable } = program;
  const isNew = await writeFiles(program);
  const awaitsUser = passwords && isNew; // later, the first user may have another password
  return new ServerProcess({
    name: `Cassandra on ${host}:${port}`,
    command: java,
    args: jvmOptions(program),
    logFile: path.join(folder, 'cassandra.log'),
    perishable,
    answers: () => (awaitsUser ? admitsFirstUser(host, port) : answersCql(host, port)),
  });
}

/** Whether nothing was stored there before. */
async function writeFiles(settings: NodeSettings): Promise<boolean> {
  const conf = path.join(settings.folder, 'conf');
  try {
    await mkdir(conf, { recursive: true });
    const files = Object.entries(nodeFiles(settings));
    await Promise.all(files.map(([name, text]) => writeFile(path.join(conf, name), text)));
    return !(await readdir(settings.folder)).includes('data');
  } catch (error) {
    throw unwritable(error);
  }
}
