import { realTimers } from '@hansom/platform-context';
import { type LocalRedis } from '@hansom/testing-local-stores';
import { describeWithOwnRedis } from '@hansom/testing-stores';

import { checkRedis } from '../src/index.ts';
import { specRedis, withClient } from './spec-redis.ts';

describeWithOwnRedis('opening Redis', (start) => {
  let server: LocalRedis;
  let bare: string;
  beforeAll(async () => {
    server = await start({ password: 'right' });
    bare = `redis://${server.host}:${server.port}`;
    await withClient(server.url, (redis) =>
      redis.call('ACL', 'SETUSER', 'anna', 'on', '>secret', '~*', '+@all'),
    );
  });
  const at = (who: string): string => bare.replace('//', `//${who}`);

  it.each([
    ['the password of everybody', ':right@'],
    ["a user's own", 'anna:secret@'],
  ])('takes %s', async (_, who) => {
    const { rateLimiter, prefix, close } = await specRedis({ url: at(who) });
    await rateLimiter('rider-api').take('a', { limit: 1, windowMs: 60_000 });

    const keys = await withClient(at(who), (redis) => redis.keys(`${prefix}:rate:*`));

    expect(keys).toHaveLength(1);
    await close();
  });

  it.each([
    [
      'a wrong password',
      () => at(':wrong@'),
      'wrong user or password (user default): set them in HANSOM_REDIS',
    ],
    ['an unknown user', () => at('eve:secret@'), 'wrong user or password (user eve)'],
    ['no password', () => bare, 'asks for a password: set it in HANSOM_REDIS'],
    ['a database that is not there', () => `${at(':right@')}/99`, 'has no database of that number'],
    ['what is no URL', () => 'redis://', 'must name a host'],
  ])('says what to do about %s, in a line, and repeats no password', async (_, url, advice) => {
    const error = await specRedis({ url: url() }).catch(String);

    expect(error).toContain('ConfigError: HANSOM_REDIS');
    expect(error).toContain(advice);
    expect(error).not.toMatch(/\n|wrong@|right|secret/);
  });

  it('says which file of authorities cannot be read', async () => {
    const opening = specRedis({ url: 'rediss://127.0.0.1:1' }, { caFile: '/nowhere/ca.pem' });

    await expect(opening).rejects.toThrow(/^HANSOM_REDIS_CA.*\/nowhere\/ca\.pem/);
  });

  it('goes on where nobody answers, and says so', async () => {
    const { bus, log, checks, close } = await specRedis({ url: 'redis://127.0.0.1:1' });
    bus.subscribe('lamps', 'broadcast', () => Promise.resolve());

    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('is not there yet') }),
    );
    expect(checks.map(({ name, priority }) => [name, priority])).toEqual([['redis', 'email']]);
    await close();
  });

  it('can be checked beforehand: there, or what to do in a line', async () => {
    const effects = { timers: realTimers() };

    await expect(checkRedis({ url: server.url, effects })).resolves.toBeUndefined();
    await expect(checkRedis({ url: bare, effects })).rejects.toThrow('asks for a password');
    await expect(checkRedis({ url: 'redis://127.0.0.1:1', effects })).rejects.toThrow(
      /^HANSOM_REDIS: Redis at redis:\/\/127\.0\.0\.1:1 cannot be reached.*ECONNREFUSED.*$/,
    );
  });
});
