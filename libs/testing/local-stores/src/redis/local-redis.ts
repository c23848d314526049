import path from 'node:path';

import { StoreFailure } from '../failure.ts';
import { ensureFree, freePorts } from '../ports.ts';
import { type Home, openHome } from '../process/home.ts';
import { localServer } from '../process/local-server.ts';
import { ServerProcess } from '../process/server-process.ts';
import { type LocalServer } from '../server.ts';
import { answerOf, answersRedis, type RedisAddress } from './redis-answers.ts';
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
  const keeps = options.keeps ?? options.folder !== undefined;
  const process = redisProcess(found.command, home, { ...at, folder: home.folder, keeps });
  const close = async (): Promise<void> => {
    await process.kill();
    await home.leave();
  };
  await process.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const sign = at.password === undefined ? '' : `:${at.password}@`;
  const url = `redis://${sign}${at.host}:${at.port}`;
  return Object.assign(localServer(process, at), { url, flush: () => flush(at), close });
}

async function flush(at: RedisAddress): Promise<void> {
  const answer = await answerOf(at, 'FLUSHALL');
  if (answer !== '+OK') throw new StoreFailure(`Redis on ${at.host}:${at.port} was not flushed: ${answer}`);
}

function redisProcess(command: string, { perishable, folder }: Home, settings: Settings): ServerProcess {
  return new ServerProcess({
    name: `Redis on ${settings.host}:${settings.port}`,
    command,
    args: redisOptions(settings),
    logFile: path.join(folder, 'redis.log'),
    perishable,
    answers: () => answersRedis(settings),
  });
}

interface Settings extends RedisAddress {
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
