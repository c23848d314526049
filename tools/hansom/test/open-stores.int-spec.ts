import os from 'node:os';

import { fakeEffects } from '@hansom/platform-context/testing';
import { answersRedis } from '@hansom/testing-local-stores';
import { describeWithOwnRedis } from '@hansom/testing-stores';

import { openStores } from '../src/up/open-stores.ts';
import { parseStores } from '../src/up/stores.ts';

const { PATH = '', HANSOM_REDIS } = process.env;

beforeEach(() => {
  delete process.env.HANSOM_REDIS;
});

afterEach(() => {
  process.env.PATH = PATH;
  if (HANSOM_REDIS !== undefined) process.env.HANSOM_REDIS = HANSOM_REDIS;
});

async function opened(stores: string) {
  const said: string[] = [];
  const open = await openStores(parseStores(stores), {
    data: os.tmpdir(),
    effects: fakeEffects(),
    occurred: () => undefined,
    warned: (line) => void said.push(line),
  });
  return { ...open, said };
}

describe('opening files as stores', () => {
  it('says in a line which program is lacking for a Redis, and what follows', async () => {
    process.env.PATH = '/nowhere';

    const { settings, said, close } = await opened('embedded');
    await close();

    expect(settings).toEqual({ HANSOM_STORE: 'embedded' });
    expect(said).toEqual([
      expect.stringMatching(/^--stores embedded: there is no `redis-server` [^\n]*rides are slow$/),
    ]);
  });

  it('takes the Redis that is set', async () => {
    process.env.HANSOM_REDIS = 'redis://10.0.0.1:6379';

    const { settings, said, close } = await opened('embedded');
    await close();

    expect([settings, said]).toEqual([{ HANSOM_STORE: 'embedded' }, []]);
  });
});

describeWithOwnRedis('opening files as stores where there can be a Redis', () => {
  it('starts one for the events between processes, and ends it', async () => {
    const { settings, said, close } = await opened('embedded');
    const { HANSOM_REDIS: url = '', ...others } = settings;
    const at = { host: new URL(url).hostname, port: Number(new URL(url).port) };
    const answered = await answersRedis(at);

    await close();

    expect([others, said, answered]).toEqual([{ HANSOM_STORE: 'embedded' }, [], true]);
    expect(await answersRedis(at)).toBe(false);
  });
});
