import { realEffects } from '@hansom/platform-context';
import { eventually, FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { remoteKeys, tokenVerifier } from '@hansom/platform-identity';
import { aUser, testAuth } from '@hansom/platform-identity/testing';
import { WebSocket } from 'ws';

import { CLOSE } from './frames.ts';
import { aKnock, aListener, aSocket, closeAll } from './testing/a-listener.ts';

afterEach(closeAll);

describe('a listener of sockets', () => {
  it('opens a session for whoever shows a token in the first frame', async () => {
    const { url, tokenFor, sessions, acks } = await aListener();
    const { send } = aSocket(url);

    await send({ type: 'authenticate', token: await tokenFor() });
    await send({ type: 'ack', seq: 7 });

    await eventually(() => acks.length === 1);
    expect(sessions[0]?.user.id).toBe('rider_1');
    expect(acks).toEqual([7]);
  });

  it.each([
    ['a token that is not good', { type: 'authenticate', token: 'x.y.z' }, CLOSE.unauthenticated],
    ['anything before a token', { type: 'ack', seq: 1 }, CLOSE.unauthenticated],
    ['what is no JSON', '{', CLOSE.badFrame],
    ['a frame that it does not know', { type: 'subscribe' }, CLOSE.badFrame],
    ['a member that it does not know', { type: 'ack', seq: 1, more: true }, CLOSE.badFrame],
  ])('ends a connection that sends %s', async (_, frame, code) => {
    const { url, sessions } = await aListener();
    const { send, closed } = aSocket(url);

    await send(frame);

    expect(await closed).toBe(code);
    expect(sessions).toHaveLength(0);
  });

  it('asks to come back while it cannot know anybody', async () => {
    const log = recordingLogger();
    const effects = realEffects(new FakeTime().clock, log);
    const keys = remoteKeys({ fetch: () => Promise.reject(new Error('auth is not there')), effects });
    const { url, tokenFor } = await aListener({ effects, tokens: tokenVerifier({ keys, effects }) });
    const { send, closed } = aSocket(url);

    await send({ type: 'authenticate', token: await tokenFor() });

    expect(await closed).toBe(CLOSE.tryAgain);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('ends a connection that sends too much', async () => {
    const { url } = await aListener();
    const { send, closed } = aSocket(url);

    await send('x'.repeat(17 * 1024));

    expect(await closed).toBe(1009);
  });

  it('ends a connection whose token becomes another person’s', async () => {
    const { url, tokenFor } = await aListener();
    const { send, closed } = aSocket(url);
    await send({ type: 'authenticate', token: await tokenFor() });
    await send({ type: 'authenticate', token: await tokenFor() });

    const other = await testAuth({ clock: new FakeTime().clock });
    await send({ type: 'authenticate', token: await other.tokenFor(aUser({ id: 'rider_2' })) });

    expect(await closed).toBe(CLOSE.unauthenticated);
  });

  it('ends a connection whose session has ended', async () => {
    const effects = realEffects(new FakeTime().clock, recordingLogger());
    const auth = await testAuth(effects);
    const tokens = tokenVerifier({ keys: auth.keys, effects });
    const { url, sessions } = await aListener({ effects, tokens, lookMs: 20 });
    const { send, closed } = aSocket(url);
    await send({ type: 'authenticate', token: await auth.tokenFor(aUser()) });
    await eventually(() => sessions.length === 1);

    tokens.revoke(aUser().session);

    expect(await closed).toBe(CLOSE.unauthenticated);
  });

  it('ends a connection whose token runs out, unless another was shown', async () => {
    const good = new Set(['one', 'two']);
    const tokens = { hold: (token: string) => ({ user: aUser(), counts: () => good.has(token) }) };
    const { url, sessions } = await aListener({ tokens, lookMs: 20 });
    const [idle, renewed] = [aSocket(url), aSocket(url)];
    await Promise.all([idle, renewed].map(({ send }) => send({ type: 'authenticate', token: 'one' })));
    await eventually(() => sessions.length === 2);
    await renewed.send({ type: 'authenticate', token: 'two' });
    await renewed.send({ type: 'ack', seq: 1 });

    good.delete('one');

    expect(await idle.closed).toBe(CLOSE.unauthenticated);
    good.delete('two');
    expect(await renewed.closed).toBe(CLOSE.unauthenticated);
  });

  it('takes no more connections than it may', async () => {
    const { url } = await aListener({ maxConnections: 0 });

    expect(await aSocket(url).closed).toBe(CLOSE.tooMany);
  });

  it('ends the oldest connection of a user who has one more than there may be', async () => {
    const { url, tokenFor, listener, sessions } = await aListener();
    const other = aSocket(url);
    await other.send({ type: 'authenticate', token: await tokenFor('rider_2') });
    const own = Array.from({ length: 6 }, () => aSocket(url));
    for (const [n, { send }] of own.entries()) {
      await send({ type: 'authenticate', token: await tokenFor() });
      await eventually(() => sessions.length === n + 2);
    }

    expect(await own[0]?.closed).toBe(CLOSE.replaced);
    await eventually(() => listener.count === 6);
    expect([other, ...own.slice(1)].map(({ socket }) => socket.readyState)).toEqual(
      Array(6).fill(WebSocket.OPEN),
    );
  });

  it('counts no connection of a user that has ended', async () => {
    const { url, tokenFor, sessions, gone } = await aListener({ mostOfUser: 2 });
    const [first, second, third] = [aSocket(url), aSocket(url), aSocket(url)];
    for (const [n, { send }] of [first, second].entries()) {
      await send({ type: 'authenticate', token: await tokenFor() });
      await eventually(() => sessions.length === n + 1);
    }
    second.socket.close();
    await eventually(() => gone() === 1);

    await third.send({ type: 'authenticate', token: await tokenFor() });
    await eventually(() => sessions.length === 3);

    expect(sessions.map(({ socket }) => socket.open)).toEqual([true, false, true]);
  });

  it('does not wait for long for a connection that does not answer that it is over', async () => {
    const { url, tokenFor, listener, sessions } = await aListener({ mostOfUser: 1 });
    const [first, second] = [aSocket(url), aSocket(url)];
    await first.send({ type: 'authenticate', token: await tokenFor() });
    await eventually(() => sessions.length === 1);
    first.socket.pause();

    await second.send({ type: 'authenticate', token: await tokenFor() });
    await eventually(() => sessions.length === 2);

    await eventually(() => listener.count === 1);
  });

  it('drops connections that are no sockets beyond those that there may be', async () => {
    const { address } = await aListener({ maxConnections: 1, maxKnocking: 1 });
    const kept = [await aKnock(address), await aKnock(address)];

    const dropped = await aKnock(address);

    expect(await dropped.ended).toBe('');
    expect(kept.map(({ stream }) => stream.readableEnded)).toEqual([false, false]);
  });

  it('ends connections that never ask for anything', async () => {
    const { address } = await aListener();

    const { ended } = await aKnock(address);

    expect(await ended).toMatch(/^HTTP\/1.1 408 /);
  }, 20_000); // Node's own patience is longer

  it('ends connections that it refuses, also where the other side does not', async () => {
    const { address } = await aListener({ maxConnections: 0, maxKnocking: 1 });
    const { stream, ended } = await aKnock(address);

    stream.write('GET /v1/other HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');

    expect(await ended).toMatch(/^HTTP\/1.1 404 /);
    await eventually(() =>
      fetch(`http://${address}/`).then(
        () => true,
        () => false,
      ),
    ); // there is room again
  });

  it('gives up a connection that answers no ping', async () => {
    const { url, listener, tokenFor } = await aListener({ heartbeatMs: 20 });
    const { socket, send } = aSocket(url);
    await send({ type: 'authenticate', token: await tokenFor() });
    socket.pause();

    await eventually(() => listener.count === 0);
  });

  it('is nowhere else', async () => {
    const { url } = await aListener();

    const refused = await fetch(url.replace('ws:', 'http:').replace('socket', 'other'));

    expect(refused.status).toBe(404);
  });

  it('tells clients to go elsewhere when it stops', async () => {
    const { url, listener, tokenFor, gone } = await aListener();
    const { send, closed } = aSocket(url);
    await send({ type: 'authenticate', token: await tokenFor() });

    await listener.close();

    expect(await closed).toBe(CLOSE.goingAway);
    expect(gone()).toBeLessThanOrEqual(1);
  });

  it('leaves out what is not numbered for a slow reader, then ends the connection', async () => {
    const { url, sessions, tokenFor, listener } = await aListener({
      bounds: { slowBytes: 1_000, mostBytes: 4e6 },
    });
    const { socket, send } = aSocket(url);
    await send({ type: 'authenticate', token: await tokenFor() });
    await eventually(() => sessions.length === 1);
    socket.pause();
    const big = 'x'.repeat(1_000_000);
    const frame = { event: 'booking.changed', at: '', data: big };

    let seq = 0;
    while (sessions[0]?.socket.send({ type: 'event', seq: ++seq, ...frame })) {
      expect(seq).toBeLessThan(100);
    }

    expect(sessions[0]?.socket.send({ type: 'latest', ...frame })).toBe(false);
    socket.resume();
    await eventually(() => listener.count === 0);
  });
});
