import { fakeEffects } from '@hansom/platform-context/testing';

import { remoteKeys } from './remote-keys.ts';
import { newSigningKeys, publicKeys } from './signing-keys.ts';

/** Auth as `answer` has it, and how often it was asked. */
async function aWorld() {
  const effects = fakeEffects();
  const [first, second] = await Promise.all([newSigningKeys(), newSigningKeys()]);
  const auth = { asked: 0, answer: (): unknown => publicKeys(first) };
  const fetch = async (): Promise<unknown> => {
    auth.asked += 1;
    return auth.answer();
  };
  return { effects, auth, first: first.current, second, keys: remoteKeys({ fetch, effects }) };
}

describe('remoteKeys', () => {
  it('asks once for all who ask at once, and then not for ten minutes', async () => {
    const { keys, auth, first, effects } = await aWorld();

    const found = await Promise.all([keys.find(first.kid), keys.find(first.kid)]);
    await effects.time.advance(599_999);
    await keys.find(first.kid);

    expect(found.every((key) => key !== undefined)).toBe(true);
    expect(auth.asked).toBe(1);
  });

  it('forgets a key that auth no longer publishes, after ten minutes', async () => {
    const { keys, auth, first, second, effects } = await aWorld();
    await keys.find(first.kid);
    auth.answer = () => publicKeys(second);

    await effects.time.advance(600_000);

    expect(await keys.find(first.kid)).toBeUndefined();
  });

  it('asks for unknown keys at most every 10 s', async () => {
    const { keys, auth, first, second, effects } = await aWorld();
    await keys.find(first.kid);
    auth.answer = () => publicKeys(second);

    await keys.find('made-up');
    const tooEarly = await keys.find(second.current.kid);
    await effects.time.advance(10_000);
    const inTime = await keys.find(second.current.kid);

    expect(tooEarly).toBeUndefined();
    expect(inTime).toBeDefined();
    expect(auth.asked).toBe(2);
  });

  it.each<[string, () => unknown]>([
    ['does not answer', () => Promise.reject(new Error('away'))],
    ['answers nonsense', () => ({ keys: 'none' })],
    [
      'answers one id twice',
      () => ({ keys: [1, 2].map(() => ({ kty: 'OKP', crv: 'Ed25519', kid: 'a', x: 'A'.repeat(43) })) }),
    ],
  ])('keeps the last keys while auth %s', async (_case, answer) => {
    const { keys, auth, first, effects } = await aWorld();
    await keys.find(first.kid);
    auth.answer = answer;

    await effects.time.advance(600_000);

    expect(await keys.find(first.kid)).toBeDefined();
    expect(effects.log.lines.map(({ message }) => message)).toEqual(['the keys of tokens cannot be fetched']);
  });

  it('calls no token bad before auth has ever answered, and asks again soon', async () => {
    const { keys, auth, first, effects } = await aWorld();
    const { answer } = auth;
    auth.answer = () => Promise.reject(new Error('away'));

    await expect(keys.find(first.kid)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'auth.keys_unknown',
    });
    auth.answer = answer;
    await expect(keys.find(first.kid)).rejects.toMatchObject({ kind: 'unavailable' });
    await effects.time.advance(500);

    expect(await keys.find(first.kid)).toBeDefined();
  });

  it('leaves keys of other kinds out', async () => {
    const { keys, auth, first } = await aWorld();
    const { keys: good } = publicKeys({ current: first, next: { ...first, kid: 'next' }, old: [] });
    auth.answer = () => ({
      keys: [{ kty: 'RSA', kid: 'rsa', n: 'x', e: 'AQAB' }, { kty: 'oct', kid: 'secret', k: 'eA' }, ...good],
    });

    expect(await Promise.all(['rsa', 'secret'].map((kid) => keys.find(kid)))).toEqual([undefined, undefined]);
    expect(await keys.find(first.kid)).toBeDefined();
  });
});
