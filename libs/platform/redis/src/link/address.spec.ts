import { redisAddress, toText } from './address.ts';

describe('the address of a Redis', () => {
  it.each([
    ['redis://localhost', { host: 'localhost', port: 6379, db: 0, tls: false }],
    ['rediss://redis.example:6380/3', { host: 'redis.example', port: 6380, db: 3, tls: true }],
    ['redis://[::1]:7000', { host: '::1', port: 7000, db: 0, tls: false }],
    [
      'redis://anna:p%40ss@10.0.0.1',
      { host: '10.0.0.1', port: 6379, db: 0, tls: false, username: 'anna', password: 'p@ss' },
    ],
    ['redis://:secret@h', { host: 'h', port: 6379, db: 0, tls: false, password: 'secret' }],
  ])('is read from %s', (url, address) => {
    expect(redisAddress(url)).toEqual(address);
  });

  it.each([
    ['localhost:6379', 'must begin with'],
    ['http://localhost', 'must begin with'],
    ['redis://', 'must name a host'],
    ['redis://h/first', 'must end after'],
    ['redis://h?db=2', 'must end after'],
    ['redis://h:99999', 'is no URL'],
  ])('is not read from %s', (url, rule) => {
    expect(() => redisAddress(url)).toThrow(rule);
  });

  it('is told without who asks', () => {
    expect(toText(redisAddress('rediss://anna:secret@[::1]/2'))).toBe('rediss://[::1]:6379');
  });
});
