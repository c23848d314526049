import { chooseRedis } from './redis-program.ts';

const printed = (version: string): string =>
  `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.2.1 bits=64\n`;

describe('chooseRedis', () => {
  it.each(['7.0.0', '7.0.15', '10.0.1'])('takes %s', (version) => {
    expect(chooseRedis(printed(version))).toEqual({ command: 'redis-server' });
  });

  it.each(['5.0.14', '6.2.14'])('says that %s is too old, and what to do', (version) => {
    const { lacking } = chooseRedis(printed(version)) as { lacking: string };

    expect(lacking).toMatch(
      /^Redis 7\.0 or newer is needed, and this is Redis server v=.+: `apt-get install redis-server`$/,
    );
    expect(lacking).toContain(version);
  });

  it('says that there is none, and what to do', () => {
    expect(chooseRedis(undefined)).toEqual({
      lacking: 'there is no `redis-server` on the path: `apt-get install redis-server`',
    });
  });
});
