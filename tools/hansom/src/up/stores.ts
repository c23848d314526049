import { type Environment } from '@hansom/platform-config';

import { UsageError } from '../services.ts';

/** Where the services of an installation keep what they keep: files of this machine, with a Redis beside them where there can be one; or servers. */
export type StoresChoice =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'local' }
  | { readonly kind: 'servers'; readonly cassandra?: string; readonly redis?: string };

/** `embedded`, `local`, or addresses as in `cassandra=10.0.0.1:9042,10.0.0.2:9042,redis=redis://10.0.0.3:6379`. Throws a `UsageError`. */
export function parseStores(text: string): StoresChoice {
  if (text === 'embedded' || text === 'local') return { kind: text };
  const given: Record<Server, string[]> = { cassandra: [], redis: [] };
  let server: Server | undefined;
  for (const part of text.split(',')) {
    const [, named, address = ''] = /^(?:(cassandra|redis)=)?(.*)$/.exec(part) ?? [];
    server = named === undefined ? server : (named as Server); // the expression knows these two
    if (server === undefined || !ADDRESSES[server].test(address)) throw new UsageError(notStores(text));
    given[server].push(address);
  }
  return { kind: 'servers', cassandra: listed(given.cassandra), redis: listed(given.redis) };
}

function listed(addresses: readonly string[]): string | undefined {
  return addresses.length > 0 ? addresses.join() : undefined;
}

/** What the services are told of them. */
export function storeSettings(stores: Exclude<StoresChoice, { kind: 'local' }>): Environment {
  if (stores.kind === 'embedded') return { HANSOM_STORE: 'embedded' };
  const { cassandra, redis } = stores;
  return {
    HANSOM_STORE: cassandra === undefined ? 'embedded' : 'cassandra',
    ...(cassandra !== undefined && { HANSOM_CASSANDRA: cassandra }),
    ...(redis !== undefined && { HANSOM_REDIS: redis }),
  };
}

type Server = 'cassandra' | 'redis';

const ADDRESSES: Readonly<Record<Server, RegExp>> = {
  cassandra: /^[^\s/,:]+:\d{1,5}$/,
  redis: /^rediss?:\/\/[^\s,]+$/,
};

function notStores(text: string): string {
  return `--stores: ${JSON.stringify(text)} is neither local nor embedded, nor addresses as in cassandra=127.0.0.1:9042,redis=redis://127.0.0.1:6379`;
}
