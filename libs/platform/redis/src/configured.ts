import { readFile } from 'node:fs/promises';

import { ConfigError } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';

import { redisAddress } from './link/address.ts';
import { type Connecting } from './link/connect.ts';

/** A Redis as settings name it. */
export interface ConfiguredRedis {
  /** `redis://user:password@host:port/db`; `rediss://` over TLS. */
  readonly url: string;
  /** PEM file of the authorities that are believed over TLS; those of Node unless given. */
  readonly caFile?: string | undefined;
  readonly effects: Pick<Effects, 'timers'>;
}

/** How to connect to it. Throws a `ConfigError` that names the setting, and repeats no password. */
export async function connectingTo(
  { url, caFile, effects }: ConfiguredRedis,
  name: string,
): Promise<Connecting> {
  return { address: addressOf(url), ca: caFile && (await authorities(caFile)), effects, name };
}

/** What is wrong with a setting. */
export function wrongSetting(path: string, error: unknown): ConfigError {
  const rule = error instanceof Error ? error.message : String(error);
  return new ConfigError([{ path, rule }], { cause: error });
}

function addressOf(url: string) {
  try {
    return redisAddress(url);
  } catch (error) {
    throw wrongSetting('HANSOM_REDIS', error);
  }
}

async function authorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw wrongSetting('HANSOM_REDIS_CA', error);
  }
}
