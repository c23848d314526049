import { hash } from 'node:crypto';

import { eventually } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { hours, minutes, seconds } from '@hansom/shared-time';

import { ANNA, type ASession, aSession, sessionEnded } from '../../test/a-session.ts';

const AWAY = new HansomError('unavailable', 'auth.away', { description: 'it is away' });

/** Until the token has less than a minute left. */
async function untilDue({ effects }: ASession): Promise<void> {
  await effects.time.advance(minutes(9) + seconds(1));
}

/** Until auth was asked to renew: tokens are verified elsewhere, in real time. */
async function askedToRenew({ asked }: ASession['auth']): Promise<void> {
  await eventually(() => asked.refresh.length > 0);
}

describe('a cookie', () => {
  it('says who asks, with a token', async () => {
    const { sessions, cookie } = await aSession();

    const signedIn = await sessions.identify(cookie);

    expect(signedIn?.user).toMatchObject({ id: ANNA.id, roles: ANNA.roles });
    expect(signedIn?.token).toMatch(/^ey/);
    expect(await sessions.nameOf(cookie)).toBe('anna');
  });

  it('is 32 random bytes, and stored nowhere', async () => {
    const { cookie, table } = await aSession();

    const row = await table.get({ id: hash('sha256', cookie, 'base64url') });

    expect(Buffer.from(cookie, 'base64url')).toHaveLength(32);
    expect(row?.staff_id).toBe('staff_1');
    expect(JSON.stringify(row)).not.toContain(cookie);
  });

  it.each(['', 'x', 'a'.repeat(43), 'a'.repeat(10_000), '../x'])('that is %p is nobody’s', async (value) => {
    const { sessions } = await aSession();

    expect(await sessions.identify(value)).toBeUndefined();
  });
});

describe('a token that has less than a minute left', () => {
  it('is renewed, and a younger one is not', async () => {
    const world = await aSession();
    const { sessions, auth, cookie } = world;
    const first = await sessions.identify(cookie);
    const again = await sessions.identify(cookie);
    await untilDue(world);

    const renewed = await sessions.identify(cookie);
    await sessions.identify(cookie);

    expect(again?.token).toBe(first?.token);
    expect(renewed?.token).not.toBe(first?.token);
    expect(auth.asked.refresh).toEqual(['renew 1']);
  });

  it('is renewed once, however many ask at once, here and at another instance', async () => {
    const world = await aSession();
    const { sessions, other, auth, cookie } = world;
    await untilDue(world);

    const all = await Promise.all(
      [sessions, other, sessions, other, other].map((one) => one.identify(cookie)),
    );
    const after = await other.identify(cookie);

    expect(auth.asked.refresh).toEqual(['renew 1']);
    expect(all.every((one) => one?.user.id === ANNA.id)).toBe(true);
    expect(all).toContainEqual(after);
  });

  it('that has run out meanwhile is waited for, where another instance renews it', async () => {
    const world = await aSession();
    const { sessions, other, auth, effects, cookie } = world;
    await effects.time.advance(minutes(10) + seconds(1));
    let answer = (): void => undefined;
    auth.pause = () => new Promise((resolve) => (answer = resolve));

    const first = sessions.identify(cookie);
    await askedToRenew(auth);
    const second = other.identify(cookie);
    await effects.time.advance(seconds(1));
    answer();
    const renewed = await first; // its token is signed in real time, and the other's polls are not: after it
    await effects.time.advance(seconds(1));

    expect((await second)?.token).toBe(renewed?.token);
    expect(auth.asked.refresh).toEqual(['renew 1']);
  });

  it('is renewed by another when whoever began has died', async () => {
    const world = await aSession();
    const { sessions, other, auth, effects, cookie } = world;
    await untilDue(world);
    auth.pause = () => new Promise(() => undefined);
    void sessions.identify(cookie).catch(() => undefined);
    await askedToRenew(auth);
    auth.pause = async () => undefined;

    await effects.time.advance(seconds(6));
    const signedIn = await other.identify(cookie);

    expect(signedIn?.user.id).toBe(ANNA.id);
    expect(auth.asked.refresh).toEqual(['renew 1', 'renew 1']);
  });

  it('is still good while auth is away, until it runs out', async () => {
    const world = await aSession();
    const { sessions, auth, effects, cookie } = world;
    await untilDue(world);
    auth.refusal = AWAY;

    const meanwhile = await sessions.identify(cookie);
    await effects.time.advance(minutes(1));
    const late = sessions.identify(cookie);

    expect(meanwhile?.user.id).toBe(ANNA.id);
    await expect(late).rejects.toBe(AWAY);
  });

  it('is renewed at once when auth is back', async () => {
    const world = await aSession();
    const { sessions, auth, effects, cookie } = world;
    await effects.time.advance(minutes(11));
    auth.refusal = AWAY;
    await sessions.identify(cookie).catch(() => undefined);
    auth.refusal = undefined;

    expect(await sessions.identify(cookie)).toBeDefined();
  });
});

describe('a session', () => {
  it('ends when auth says so, for good', async () => {
    const world = await aSession();
    const { sessions, other, auth, table, cookie } = world;
    await untilDue(world);
    auth.refusal = sessionEnded();

    const ended = await sessions.identify(cookie);
    auth.refusal = undefined;

    expect(ended).toBeUndefined();
    expect(await other.identify(cookie)).toBeUndefined();
    expect(await table.get({ id: hash('sha256', cookie, 'base64url') })).toMatchObject({
      ...{ ended: true, access_token: '', refresh_token: '' },
    });
  });

  it('lasts for as long as somebody uses it', async () => {
    const { sessions, effects, cookie } = await aSession();

    for (let hour = 0; hour < 36; hour += 6) {
      await effects.time.advance(hours(6));
      expect(await sessions.identify(cookie)).toBeDefined(); // one after the other: each keeps it alive
    }
  });

  it('ends when nobody used it for twelve hours', async () => {
    const { sessions, auth, effects, cookie } = await aSession();

    await effects.time.advance(hours(12));

    expect(await sessions.identify(cookie)).toBeUndefined();
    expect(auth.asked.refresh).toEqual([]);
  });

  it.each([1, 4])('lies unused for eleven real hours, and not for twelve, at speed %d', async (speed) => {
    const { sessions, effects, cookie } = await aSession({ speed });
    const { sessions: others, effects: later, cookie: unused } = await aSession({ speed });

    await effects.time.advance(hours(11));
    await later.time.advance(hours(12));

    expect(await sessions.identify(cookie)).toBeDefined();
    expect(await others.identify(unused)).toBeUndefined();
  });

  it('ends for all instances when somebody signs out, even while it is renewed', async () => {
    const world = await aSession();
    const { sessions, other, auth, cookie } = world;
    await untilDue(world);
    let answer = (): void => undefined;
    auth.pause = () => new Promise((resolve) => (answer = resolve));
    const renewing = sessions.identify(cookie);
    await askedToRenew(auth);

    await other.end(cookie);
    answer();

    expect(await renewing).toBeUndefined();
    expect(await sessions.identify(cookie)).toBeUndefined();
    expect(await other.nameOf(cookie)).toBeUndefined();
  });
});
