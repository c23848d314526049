import { redisAddress } from './address.ts';
import { refusalOf } from './refusal.ts';

const address = redisAddress('redis://anna:secret@redis.example');
const over = redisAddress('rediss://redis.example');

function failing(message: string, code?: string): Error {
  return Object.assign(new Error(message), code !== undefined && { code });
}

describe('what nobody has to wait for', () => {
  it.each([
    [failing('getaddrinfo ENOTFOUND redis.example', 'ENOTFOUND'), 'no such host: redis.example'],
    [
      failing('WRONGPASS invalid username-password pair or user is disabled.'),
      'wrong user or password (user anna)',
    ],
    [failing('NOAUTH Authentication required.'), 'asks for a password'],
    [failing("NOPERM this user has no permissions to run the 'set' command"), 'the user anna may not'],
    [failing('ERR syntax error'), 'Redis 7 or newer'],
    [failing('ERR DB index is out of range'), 'has no database of that number'],
  ])('%s is told as advice', (error, advice) => {
    const refusal = refusalOf(error, address);

    expect(refusal?.message).toContain(`Redis at redis://redis.example:6379: `);
    expect(refusal?.message).toContain(advice);
    expect(refusal?.cause).toBe(error);
  });

  it.each([
    [failing('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT')],
    [failing('unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    [failing('SSL routines: wrong version number', 'EPROTO')],
  ])('%s is a matter of certificates', (error) => {
    expect(refusalOf(error, over)?.message).toContain('HANSOM_REDIS_CA');
  });
});

describe('what may pass by itself', () => {
  it.each([
    [failing('connect ECONNREFUSED 127.0.0.1:6379', 'ECONNREFUSED')],
    [failing('getaddrinfo EAI_AGAIN redis.example', 'EAI_AGAIN')],
    [failing('LOADING Redis is loading the dataset in memory')],
    [failing('no answer in 1000 ms')],
  ])('%s is waited for', (error) => {
    expect(refusalOf(error, address)).toBeUndefined();
  });
});
