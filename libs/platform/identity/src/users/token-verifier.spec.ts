import { createHmac } from 'node:crypto';

import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';

import { aUser } from '../testing/index.ts';
import { newSigningKeys, publicKeys, rotated, type SigningKeys } from './signing-keys.ts';
import { TOKEN_LIFE } from './token-format.ts';
import { staticKeys, type TokenKeys } from './token-keys.ts';
import { signToken } from './token-signer.ts';
import { tokenVerifier } from './token-verifier.ts';

const user = aUser({ roles: ['ADMIN', '!ADMIN.PAYMENT'], tenancy: 'robot', city: 'got' });

/** The keys of auth, and how often they were looked at: once a token that is not in the cache. */
async function aWorld() {
  const effects = fakeEffects();
  const signing = await newSigningKeys();
  const published = staticKeys(publicKeys(signing));
  const world = { effects, signing, looked: 0 };
  const keys: TokenKeys = {
    find: (kid) => {
      world.looked += 1;
      return published.find(kid);
    },
  };
  return Object.assign(world, { verifier: tokenVerifier({ keys, effects }) });
}

interface Forgery {
  header?: Record<string, unknown>;
  claims?: JWTPayload;
  key?: Parameters<SignJWT['sign']>[0];
}

/** A good token but for what is given. A claim that is undefined is left out. */
async function forged(
  { signing, effects }: { signing: SigningKeys; effects: FakeEffects },
  forgery: Forgery,
) {
  const now = effects.clock.now() / 1000;
  const good = {
    sub: 'rider_1',
    sid: 's1',
    roles: [],
    tenancy: 'live',
    iat: now,
    exp: now + 600,
    iss: 'hansom/auth',
    aud: 'hansom',
  };
  return new SignJWT({ ...good, ...forgery.claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: signing.current.kid, typ: 'at+jwt', ...forgery.header })
    .sign(forgery.key ?? (await importJWK(signing.current, 'EdDSA')), { crit: { x: true } });
}

function unsigned(header: object, claims: object): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}

describe('tokenVerifier', () => {
  it('knows the user of a token', async () => {
    const { verifier, signing, effects } = await aWorld();

    const found = await verifier.verify(await signToken(signing, user, effects));

    expect(found).toEqual(user);
  });

  it('takes a token that is good but for nothing', async () => {
    const world = await aWorld();

    expect(await world.verifier.verify(await forged(world, {}))).toBeDefined();
  });

  it('answers at once the second time', async () => {
    const world = await aWorld();
    const token = await signToken(world.signing, user, world.effects);
    await world.verifier.verify(token);

    const again = world.verifier.verify(token);

    expect(again).toEqual(user);
    expect(world.looked).toBe(1);
  });

  it.each<[string, Forgery]>([
    ['another issuer', { claims: { iss: 'other' } }],
    ['another audience', { claims: { aud: 'other' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['another type', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['an unknown key', { header: { kid: 'other' } }],
    ['no key id', { header: { kid: undefined } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['no time of issue', { claims: { iat: undefined } }],
    ['no session', { claims: { sid: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['an unknown tenancy', { claims: { tenancy: 'test' } }],
    ['a malformed pattern of roles', { claims: { roles: ['ADMIN', '!ADMIN..PAYMENT'] } }],
    ['too many roles', { claims: { roles: Array.from({ length: 65 }, () => 'A') } }],
    ['a city that is none', { claims: { city: 'got,tenancy=live' } }],
    ['a critical extension', { header: { crit: ['x'], x: 1 } }],
  ])('refuses a token with %s', async (_case, forgery) => {
    const world = await aWorld();
    const token = await forged(world, forgery);

    expect(await world.verifier.verify(token)).toBeUndefined();
  });

  it.each([
    ['expired', { iat: -700, exp: -100 }],
    ['of the future', { iat: 60, exp: 660 }],
    ['not valid yet', { iat: 0, exp: 600, nbf: 60 }],
    ['of too long a life', { iat: 0, exp: 601 }],
  ])('refuses a token that is %s', async (_case, times) => {
    const world = await aWorld();
    const now = world.effects.clock.now() / 1000;
    const claims = Object.fromEntries(Object.entries(times).map(([name, by]) => [name, now + by]));

    expect(await world.verifier.verify(await forged(world, { claims }))).toBeUndefined();
  });

  it('refuses a signature of another key under a known id', async () => {
    const world = await aWorld();
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });

    expect(await world.verifier.verify(await forged(world, { key: privateKey }))).toBeUndefined();
  });

  it('refuses the public key used as a secret, and no signature at all', async () => {
    const world = await aWorld();
    const token = await signToken(world.signing, user, world.effects);
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;
    const header = { kid: world.signing.current.kid, typ: 'at+jwt' };
    const body = unsigned({ ...header, alg: 'HS256' }, claims);
    const mac = createHmac('sha256', Buffer.from(world.signing.current.x, 'base64url')).update(body);

    const answers = await Promise.all([
      world.verifier.verify(`${body}.${mac.digest('base64url')}`),
      world.verifier.verify(`${unsigned({ ...header, alg: 'none' }, claims)}.`),
      world.verifier.verify(`${unsigned({ ...header, alg: 'none' }, claims)}.${token.split('.')[2]}`),
    ]);

    expect(answers).toEqual([undefined, undefined, undefined]);
  });

  it('refuses a key that the token brings along', async () => {
    const world = await aWorld();
    const mine = await newSigningKeys();
    const { d: _, ...jwk } = mine.current;
    const key = await importJWK(mine.current, 'EdDSA');

    expect(await world.verifier.verify(await forged(world, { header: { jwk }, key }))).toBeUndefined();
  });

  it.each(['', 'x', 'a.b.c', '..', 'x'.repeat(2042)])('refuses what is no token: %.10s', async (text) => {
    const { verifier } = await aWorld();

    expect(await verifier.verify(text)).toBeUndefined();
  });

  it('drops a token from the cache when it expires, with leeway', async () => {
    const { verifier, signing, effects } = await aWorld();
    const token = await signToken(signing, user, effects);
    await verifier.verify(token);

    await effects.time.advance(TOKEN_LIFE + 29_999);
    const late = verifier.verify(token);
    await effects.time.advance(1);

    expect(late).toEqual(user);
    expect(await verifier.verify(token)).toBeUndefined();
    expect(await verifier.verify(token)).toBeUndefined();
  });

  it('refuses all tokens of a revoked session, also those it has not seen', async () => {
    const { verifier, signing, effects } = await aWorld();
    const seen = await signToken(signing, user, effects);
    const unseen = await signToken(signing, { ...user, roles: [] }, effects);
    const other = await signToken(signing, { ...user, session: 'other' }, effects);
    await verifier.verify(seen);

    verifier.revoke(user.session);

    expect(await verifier.verify(seen)).toBeUndefined();
    expect(await verifier.verify(seen)).toBeUndefined();
    expect(await verifier.verify(unseen)).toBeUndefined();
    expect(await verifier.verify(other)).toBeDefined();
  });

  it.each<[string, (world: Awaited<ReturnType<typeof aWorld>>) => unknown]>([
    ['has run out', ({ effects }) => effects.time.advance(TOKEN_LIFE + 30_000)],
    ['was revoked', ({ verifier }) => verifier.revoke(user.session)],
  ])('says of a token that is held when it %s, and looks at no key again', async (_, ends) => {
    const world = await aWorld();
    const held = await world.verifier.hold(await signToken(world.signing, user, world.effects));
    const before = held?.counts();

    await ends(world);

    expect([held?.user, before, held?.counts(), world.looked]).toEqual([user, true, false, 1]);
  });

  it('takes a token of the key before the last rotation, and of the key after it', async () => {
    const { signing, effects } = await aWorld();
    const after = await rotated(signing, effects.clock.now());
    const verifier = tokenVerifier({ keys: staticKeys(publicKeys(after)), effects });
    const early = tokenVerifier({ keys: staticKeys(publicKeys(signing)), effects });

    const users = await Promise.all([
      verifier.verify(await signToken(signing, user, effects)),
      early.verify(await signToken(after, user, effects)),
    ]);

    expect(users).toEqual([user, user]);
  });

  it('signs nothing that it would refuse', async () => {
    const { signing, effects } = await aWorld();
    const roles = Array.from({ length: 64 }, (_, i) => `ADMIN.A_LONG_NAME_OF_A_ROLE.${i}`);

    await expect(signToken(signing, aUser({ roles: ['A..B'] }), effects)).rejects.toThrow(TypeError);
    await expect(signToken(signing, aUser({ roles }), effects)).rejects.toThrow('too long');
  });
});

describe('rotated', () => {
  it('publishes no key longer than its tokens live, and never a private one', async () => {
    const { effects, signing } = await aWorld();
    let keys = await rotated(signing, effects.clock.now());
    await effects.time.advance(2 * TOKEN_LIFE);

    keys = await rotated(keys, effects.clock.now());

    const { keys: published } = publicKeys(keys);
    expect(published).toHaveLength(3);
    expect(published.map(({ kid }) => kid)).not.toContain(signing.current.kid);
    expect(published.some((key) => 'd' in key)).toBe(false);
  });
});
