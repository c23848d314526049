import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { endWhenForgotten, StoreFailure, until } from '@hansom/testing-local-stores';
import { exclusively } from '@hansom/workspace/mutex';

/** Nobody who needs it stays silent for so long. */
const FORGOTTEN_AFTER_MIN = 10;

/** One that lives and says nothing for so long is replaced: the machine may just be busy. */
const SILENCE_MS = 60_000;

/** A server that outlives who started it. */
export interface Started {
  /** `host:port`. */
  readonly address: string;
  /** Shell command: whether it is still there to be ended. */
  readonly lives: string;
  /** Shell command that ends it. */
  readonly end: string;
}

export interface SharedServer extends Started {
  /** Its own; removed when it ends. */
  readonly folder: string;
}

export interface Sharing {
  /** `cassandra` */
  readonly name: string;
  /** Of the run: those who name the same one share. */
  readonly run: string;
  answers(address: string): Promise<boolean>;
  /** Starts one that keeps what it needs in a folder of its own. */
  start(folder: string): Promise<Started>;
}

/**
 * The server that all processes of a run share: the first who asks starts it, and one that died is replaced. It ends by itself when nobody has asked for ten minutes,
 * and when its file `asked` is removed, as `npm test` does at its end (tools/workspace/test-stores.mjs).
 */
export function askForShared(sharing: Sharing): Promise<SharedServer> {
  mkdirSync(sharing.run, { recursive: true });
  const work = async (): Promise<SharedServer> => (await serving(sharing)) ?? startShared(sharing);
  return exclusively(path.join(sharing.run, `${sharing.name}.asking`), { work });
}

/** Says that it is needed. Gives false when it has ended. */
export function stillNeeded({ folder }: SharedServer): boolean {
  const now = new Date();
  try {
    utimesSync(stampOf(folder), now, now);
    return true;
  } catch {
    return false;
  }
}

async function serving(sharing: Sharing): Promise<SharedServer | undefined> {
  const known = readRecord(sharing);
  if (!known || !stillNeeded(known)) return undefined;
  const gone = (): boolean => !succeeds(known.lives);
  const answers = (): Promise<boolean> => sharing.answers(known.address);
  if (await until(answers, { patience: SILENCE_MS, givenUp: gone })) return known;
  succeeds(known.end);
  return undefined;
}

async function startShared(sharing: Sharing): Promise<SharedServer> {
  const folder = path.join(sharing.run, `${sharing.name}-${randomUUID()}`);
  mkdirSync(folder);
  writeFileSync(stampOf(folder), '');
  const started = await sharing.start(folder);
  endWhenForgotten({ ...started, stamp: stampOf(folder), minutes: FORGOTTEN_AFTER_MIN, folder });
  const server = { ...started, folder };
  writeFileSync(recordOf(sharing), JSON.stringify(server));
  return server;
}

function readRecord(sharing: Sharing): SharedServer | undefined {
  try {
    return JSON.parse(readFileSync(recordOf(sharing), 'utf8')) as SharedServer; // as `startShared` wrote it
  } catch {
    return undefined;
  }
}

function recordOf({ run, name }: Sharing): string {
  return path.join(run, `${name}.json`);
}

function stampOf(folder: string): string {
  return path.join(folder, 'asked');
}

function succeeds(command: string): boolean {
  try {
    execFileSync('sh', ['-c', command], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new StoreFailure('there is no `sh`'); // as Node rejects
    return false;
  }
}
