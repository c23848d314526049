import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';

import { ANNA, aSession, PLACES } from '../../test/a-session.ts';
import * as meRoutes from '../routes/me.ts';
import * as routes from '../routes/session.ts';
import { getMe } from './get-me.ts';
import { redeemLink } from './redeem-link.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const COOKIE = /^hansom_console=([\w-]{43}); Path=\/; HttpOnly; SameSite=Strict; Secure$/;

const ANNAS_ME = {
  id: 'staff_1',
  name: 'anna',
  cities: [{ code: 'got', name: 'got', timeZone: '', currency: 'SEK', bounds: expect.anything() as unknown }],
  may: { changeTraffic: true, seePhones: false },
};

function cookieIn(headers: Readonly<Record<string, string>>): string {
  return COOKIE.exec(headers['set-cookie'] ?? '')?.[1] ?? '';
}

describe('signIn', () => {
  it('gives a cookie that stands for the session, and tells who it is', async () => {
    const { ctx, sessions, auth } = await aSession();

    const { status, body, headers } = await callRoute(implement(routes.signIn, signIn(ctx)), {
      body: { name: 'anna', password: 'secret' },
    });

    expect({ status, body }).toEqual({ status: 201, body: ANNAS_ME });
    expect((await sessions.identify(cookieIn(headers)))?.user.id).toBe('staff_1');
    expect(auth.asked.signIn).toEqual([
      { name: 'anna', password: 'secret', device: 'console', address: '127.0.0.1' },
    ]);
  });

  it('tells nobody a token', async () => {
    const { ctx, auth } = await aSession();

    const answer = await callRoute(implement(routes.signIn, signIn(ctx)), {
      body: { name: 'anna', password: 'secret' },
    });

    const { accessToken, refreshToken } = await auth.tokens();
    expect(JSON.stringify(answer)).not.toContain(accessToken.split('.')[0]);
    expect(JSON.stringify(answer)).not.toContain(refreshToken);
  });
});

const LINK = { secret: 'abc', attempt: 'made-up-by-the-page' };

describe('redeemLink', () => {
  it('signs in by the secret of a link', async () => {
    const { ctx, sessions, auth } = await aSession();

    const { status, body, headers } = await callRoute(implement(routes.redeemLink, redeemLink(ctx)), {
      body: LINK,
    });

    expect({ status, body }).toEqual({ status: 201, body: ANNAS_ME });
    expect(await sessions.nameOf(cookieIn(headers))).toBe('anna');
    expect(auth.asked.redeem).toMatchObject([{ secret: LINK.secret, commandKey: LINK.attempt }]);
  });

  it('uses no link up while it cannot be told which cities there are', async () => {
    const { ctx, city, auth } = await aSession();
    city.listCities = () => Promise.reject(new Error('away'));

    const redeemed = callRoute(implement(routes.redeemLink, redeemLink(ctx)), { body: LINK });

    await expect(redeemed).rejects.toThrow('away');
    expect(auth.asked.redeem).toEqual([]);
  });
});

describe('signOut', () => {
  it('ends the session here and at auth, and has the browser forget it', async () => {
    const { ctx, sessions, auth, cookie } = await aSession();

    const { status, headers } = await callRoute(implement(routes.signOut, signOut(ctx)), {
      cookie,
      user: ANNA,
    });

    expect(status).toBe(204);
    expect(headers['set-cookie']).toBe(
      'hansom_console=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0',
    );
    expect(await sessions.identify(cookie)).toBeUndefined();
    expect(auth.signedOut).toBe(1);
  });

  it('is done when nobody was signed in', async () => {
    const { ctx, auth } = await aSession();

    const { status } = await callRoute(implement(routes.signOut, signOut(ctx)), {});

    expect([status, auth.signedOut]).toEqual([204, 0]);
  });
});

describe('getMe', () => {
  it('tells who is signed in, what they may, and the cities that they may see', async () => {
    const { ctx, cookie } = await aSession();

    const { body } = await callRoute(implement(meRoutes.getMe, getMe(ctx)), { cookie, user: ANNA });

    expect(body).toEqual(ANNAS_ME);
  });

  it.each([
    { roles: ['OPS'], codes: ['got', 'sto'], may: { changeTraffic: true, seePhones: true } },
    { roles: ['OPS.STO', 'OPS.PHONES'], codes: ['sto'], may: { changeTraffic: false, seePhones: true } },
    { roles: ['OPS.ADMIN'], codes: [], may: { changeTraffic: true, seePhones: false } },
    { roles: ['RIDER'], codes: [], may: { changeTraffic: false, seePhones: false } },
  ])('with the roles $roles shows what they are for', async ({ roles, codes, may }) => {
    const { ctx, cookie } = await aSession();

    const { body } = await callRoute(implement(meRoutes.getMe, getMe(ctx)), {
      cookie,
      user: { ...ANNA, roles },
    });

    expect(body.cities.map(({ code }) => code)).toEqual(codes);
    expect(body.may).toEqual(may);
  });

  it('frames a city by where rides may begin, and looks that up once', async () => {
    const { ctx, city, cookie } = await aSession();
    const ask = () => callRoute(implement(meRoutes.getMe, getMe(ctx)), { cookie, user: ANNA });

    const [{ body }] = [await ask(), await ask()];

    const { south, west, north, east } = body.cities[0]?.bounds ?? { south: 0, west: 0, north: 0, east: 0 };
    const { lat, lng } = PLACES.got;
    expect(south < lat && lat < north && west < lng && lng < east).toBe(true);
    expect(north - south).toBeLessThan(0.01); // a cell is 400 m across, the zone of prices is an ocean away
    expect(city.asked).toEqual(['got', 'sto']);
  });

  it('frames it anew when the cities have changed', async () => {
    const { ctx, city, cookie } = await aSession();
    const ask = () => callRoute(implement(meRoutes.getMe, getMe(ctx)), { cookie, user: ANNA });
    await ask();
    city.revision = '2';

    await ask();

    expect(city.asked).toEqual(['got', 'sto', 'got', 'sto']);
  });
});
