import { ownRedis, type OwnRedis } from './own-redis.ts';
import { specRedis, withClient } from './spec-redis.ts';

describe('opening Redis', () => {
  let server: OwnRedis;
  beforeAll(async () => {
    server = await ownRedis({ args: ['--requirepass', 'right', '--user', 'anna on >secret ~* +@all'] });
  });
  afterAll(() => server.close());
  const at = (who: string): string => server.url.replace('//', `//${who}`);

  it.each([
    ['the password of everybody', ':right@'],
    ["a user's own", 'anna:secret@'],
  ])('takes %s', async (_, who) => {
    const { rateLimiter, prefix, close } = await specRedis(at(who));
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
    ['no password', () => server.url, 'asks for a password: set it in HANSOM_REDIS'],
    ['a database that is not there', () => `${at(':right@')}/99`, 'has no database of that number'],
    ['no such host', () => 'redis://no-such-host.invalid', 'no such host: no-such-host.invalid'],
    ['TLS where there is none', () => at(':right@').replace('redis:', 'rediss:'), 'speaks no TLS'],
    ['what is no URL', () => 'redis://', 'must name a host'],
  ])('says what to do about %s, in a line, and repeats no password', async (_, url, advice) => {
    const error = await specRedis(url()).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'ConfigError', message: expect.stringContaining(advice) });
    expect(String(error)).not.toMatch(/\n|wrong@|right|secret/);
  });

  it('says which file of authorities cannot be read', async () => {
    const opening = specRedis('rediss://127.0.0.1:1', { caFile: '/nowhere/ca.pem' });

    await expect(opening).rejects.toThrow(/^HANSOM_REDIS_CA.*\/nowhere\/ca\.pem/);
  });

  it('goes on where nobody answers, and says so', async () => {
    const { log, checks, close } = await specRedis('redis://127.0.0.1:1');

    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('is not there yet') }),
    );
    expect(checks.map(({ name, priority }) => [name, priority])).toEqual([['redis', 'email']]);
    await close();
  });
});
