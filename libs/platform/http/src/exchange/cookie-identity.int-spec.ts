import { request } from 'node:http';

import { currentUser } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';

import { type CookieIdentity } from '../cookies/cookie-identity.ts';
import { open, user } from '../routes/access.ts';
import { implement } from '../routes/handler.ts';
import { noContent } from '../routes/handler.ts';
import { route } from '../routes/route.ts';
import { aGateway, aRider, closeGateways } from '../testing/a-gateway.ts';
import { reading } from '../testing/routes.ts';

afterEach(closeGateways);

const PERSON = aRider({ id: 'staff_1' });

/** `good` is somebody's cookie. */
const cookie: CookieIdentity = {
  name: 'seat',
  guard: 'x-seat',
  identify: async (value) => (value === 'good' ? { user: PERSON, token: 'a-token' } : undefined),
};

const leave = route({
  ...{ method: 'DELETE', path: '/v1/seat', operation: 'leave', tags: ['seat'], access: open() },
  summary: 'Forgets the cookie.',
  answers: { 204: noContent },
});
const take = route({
  ...{ method: 'POST', path: '/v1/seat', operation: 'take', tags: ['seat'], access: open() },
  summary: 'Gives a cookie.',
  answers: { 204: noContent },
});

function world() {
  const seen: { cookie: string | undefined; call: Call }[] = [];
  const looking = implement(
    route({ ...reading(async () => undefined).route, access: user('RIDER') }),
    async (asked, call) => {
      seen.push({ cookie: asked.cookie, call });
      return { status: 200, body: { id: 'h' } };
    },
  );
  const taking = implement(take, async () => ({ status: 204, cookie: { name: 'seat', value: 'good' } }));
  const leaving = implement(leave, async () => ({ status: 204, cookie: { name: 'seat', value: undefined } }));
  return { routes: [looking, taking, leaving], seen };
}

/** What only the page of a gateway can send. */
function ofItsPage(url: string) {
  return { origin: url, 'x-seat': '1' };
}

describe('a cookie of the gateway', () => {
  it('tells who asks, to the handler and to whoever is called', async () => {
    const { routes, seen } = world();
    const { send } = await aGateway(routes, { cookie });

    const answer = await send('/v1/holds/h', { token: null, headers: { cookie: 'other=1; seat=good' } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(seen[0]?.cookie).toBe('good');
    expect(seen[0] && currentUser.get(seen[0].call)).toEqual(PERSON);
  });

  it('that is nobody’s is refused, and forgotten', async () => {
    const { routes, seen } = world();
    const { send } = await aGateway(routes, { cookie });

    const answer = await send('/v1/holds/h', { token: null, headers: { cookie: 'seat=stale' } });

    expect(answer).toMatchObject({ status: 401, body: { code: 'rider-api.unauthenticated' } });
    expect(answer.headers.get('set-cookie')).toBe('seat=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
    expect(seen).toEqual([]);
  });

  it('does not count beside a token', async () => {
    const { routes, seen } = world();
    const { send, tokenFor } = await aGateway(routes, { cookie });
    const token = await tokenFor(aRider({ id: 'rider_7' }));

    const answer = await send('/v1/holds/h', { token, headers: { cookie: 'seat=stale' } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(seen[0] && currentUser.get(seen[0].call)?.id).toBe('rider_7');
  });

  it('means nothing to a gateway that has none', async () => {
    const { send } = await aGateway(world().routes);

    const answer = await send('/v1/holds/h', { token: null, headers: { cookie: 'seat=good' } });

    expect(answer.status).toBe(401);
  });

  it('is given, and taken away, by an answer', async () => {
    const { send, url } = await aGateway(world().routes, { cookie });

    const given = await send('/v1/seat', { method: 'POST', token: null, headers: ofItsPage(url) });
    const taken = await send('/v1/seat', { method: 'DELETE', token: null, headers: ofItsPage(url) });

    expect(given.headers.get('set-cookie')).toBe('seat=good; Path=/; HttpOnly; SameSite=Strict');
    expect(taken.headers.get('set-cookie')).toBe('seat=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
  });

  it('goes over TLS only where it was asked for by a name of another machine', async () => {
    const { address } = await aGateway(world().routes, { cookie });
    const host = 'console.example';

    const given = await rawPost(address, { host, origin: `https://${host}`, 'x-seat': '1' });

    expect(given).toEqual({ status: 204, cookies: ['seat=good; Path=/; HttpOnly; SameSite=Strict; Secure'] });
  });
});

describe('a request that changes something', () => {
  it.each([
    ['says nothing', {}],
    ['comes from another page', { origin: 'http://evil.example', 'x-seat': '1' }],
    ['comes from a page of no origin', { origin: 'null', 'x-seat': '1' }],
    ['is what a form can send', { 'sec-fetch-site': 'same-origin' }],
    ['has the header, and no origin', { 'x-seat': '1' }],
    ['has another value in the header', { 'sec-fetch-site': 'same-origin', 'x-seat': '0' }],
  ])('and %s is refused, signed in or not', async (_, headers) => {
    const { send } = await aGateway(world().routes, { cookie });

    const posted = await send('/v1/seat', { method: 'POST', token: null, headers });
    const signedIn = await send('/v1/seat', {
      method: 'DELETE',
      token: null,
      headers: { ...headers, cookie: 'seat=good' },
    });

    for (const answer of [posted, signedIn]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'rider-api.csrf_refused' } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  it('comes from our page, as its origin or its browser says', async () => {
    const { send, url } = await aGateway(world().routes, { cookie });

    const byOrigin = await send('/v1/seat', { method: 'POST', token: null, headers: ofItsPage(url) });
    const byBrowser = await send('/v1/seat', {
      method: 'POST',
      token: null,
      headers: { 'sec-fetch-site': 'same-origin', 'x-seat': '1' },
    });

    expect([byOrigin.status, byBrowser.status]).toEqual([204, 204]);
  });

  it('needs none of that with a token: no browser adds one by itself', async () => {
    const { send } = await aGateway(world().routes, { cookie });

    expect((await send('/v1/seat', { method: 'POST' })).status).toBe(204);
  });

  it('needs none of that where there is no cookie', async () => {
    const { send } = await aGateway(world().routes);

    expect((await send('/v1/seat', { method: 'POST', token: null })).status).toBe(204);
  });
});

/** `fetch` lets nobody choose a host. */
function rawPost(address: string, headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; cookies: string[] | undefined }>((resolve, reject) => {
    request(`http://${address}/v1/seat`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, cookies: response.headers['set-cookie'] });
    })
      .once('error', reject)
      .end();
  });
}
