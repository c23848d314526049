import path from 'node:path';

import { StoreFailure } from '../failure.ts';
import { ensureFree, freePorts } from '../ports.ts';
import { openHome } from '../process/home.ts';
import { localServer } from '../process/local-server.ts';
import { ServerProcess } from '../process/server-process.ts';
import { type LocalServer } from '../server.ts';
import { answerOf, answersRedis } from './redis-answers.ts';
import { findRedis } from './redis-program.ts';

const HOST = '127.0.0.1';

export interface RedisOptions {
  /** A free one if absent. */
  readonly port?: number;
  /** Asks for it. Letters and digits. */
  readonly password?: string;
  /** Works here, and leaves it behind; otherwise in a folder that goes with it. */
  readonly folder?: string;
  /** Whether a restart finds what it was told (append-only file); if absent, it does where a folder is given. */
  readonly keeps?: boolean;
}

/** `redis-server` as a process of this machine, that nobody shares. */
export interface LocalRedis extends LocalServer {
  /** `redis://127.0.0.1:port`, with the password if there is one. */
  readonly url: string;
  /** Forgets everything, as FLUSHALL does. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves when it answers; rejects in one line, leaving nothing behind, when it does not. */
export async function startRedis(options: RedisOptions = {}): Promise<LocalRedis> {
  const found = findRedis();
  if ('lacking' in found) throw new StoreFailure(found.lacking);
  const [free = 0] = await freePorts(1);
  const at = { host: HOST, port: options.port ?? free, password: options.password };
  await ensureFree(at.host, at.port);
  const home = await openHome('redis', options.folder);
  const process = new ServerProcess({
    name: `Redis on ${at.host}:${at.port}`,
    command: found.command,
    args: redisOptions({ ...at, folder: home.folder, keeps: options.keeps ?? options.folder !== undefined }),
    logFile: path.join(home.folder, 'redis.log'),
    perishable: home.perishable,
    answers: () => answersRedis(at),
  });
  const close = async (): Promise<void> => {
    await process.kill();
    await home.leave();
  };
  await process.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const sign = at.password === undefined ? '' : `:${at.password}@`;
  const flush = async (): Promise<void> => {
    const answer = await answerOf(at, 'FLUSHALL');
    if (answer !== '+OK') throw new StoreFailure(`Redis on ${at.host}:${at.port} was not flushed: ${answer}`);
  };
  return Object.assign(localServer(process, at), {
    url: `redis://${sign}${at.host}:${at.port}`,
    flush,
    close,
  });
}

interface Settings {
  readonly host: string;
  readonly port: number;
  readonly password: string | undefined;
  readonly folder: string;
  readonly keeps: boolean;
}

function redisOptions({ host, port, password, folder, keeps }: Settings): string[] {
  return [
    ...['--bind', host, '--port', String(port), '--dir', folder],
    ...['--save', '', '--appendonly', keeps ? 'yes' : 'no'],
    ...(password === undefined ? [] : ['--requirepass', password]),
  ];
}
