import { realEffects } from '@hansom/platform-context';
import { FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { remoteKeys, tokenVerifier } from '@hansom/platform-identity';
import { aUser, testAuth } from '@hansom/platform-identity/testing';
import { WebSocket } from 'ws';

import { connectSocket, type ConnectedSocket } from './connect-socket.ts';
import { CLOSE, type ServerFrame } from './frames.ts';
import { SocketListener, type SocketListenerOptions } from './socket-listener.ts';
import { type OpenedSocket } from './token-peer.ts';

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function aListener(over: Partial<SocketListenerOptions> = {}) {
  const effects = realEffects(new FakeTime().clock, recordingLogger());
  const auth = await testAuth(effects);
  const sessions: OpenedSocket[] = [];
  const acks: number[] = [];
  let gone = 0;
  const listener = new SocketListener({
    ...{ name: 'apps', host: '127.0.0.1', port: 0, path: '/v1/socket', effects },
    tokens: tokenVerifier({ keys: auth.keys, effects }),
    open: (session) => {
      sessions.push(session);
      session.socket.send(hello(session.resume?.epoch === 'one'));
      return { ack: (seq) => void acks.push(seq), closed: () => void (gone += 1) };
    },
    ...over,
  });
  opened.push(listener);
  const { address } = await listener.start();
  const tokenFor = () => auth.tokenFor(aUser({ roles: ['RIDER'] }));
  return { listener, url: `ws://${address}/v1/socket`, sessions, acks, tokenFor, effects, gone: () => gone };
}

function hello(resumed: boolean): ServerFrame {
  return { type: 'hello', epoch: 'one', seq: 4, resumed, heartbeatMs: 10_000, now: '', speed: 1 };
}

/** A bare connection, with what it was told. */
function aSocket(url: string) {
  const socket = new WebSocket(url);
  opened.push({ close: () => socket.terminate() });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const ready = new Promise<void>((resolve) => socket.on('open', () => resolve()));
  const send = async (frame: unknown) => {
    await ready;
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  };
  return { socket, closed, send };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 500) throw new Error(`did not come true: ${condition}`);
    await new Promise((resolve) => setImmediate(() => setTimeout(resolve, 10)));
  }
}

describe('a listener of sockets', () => {
  it('opens a session for whoever shows a token in the first frame', async () => {
    const { url, tokenFor, sessions, acks } = await aListener();
    const { send } = aSocket(url);

    await send({ type: 'authenticate', token: await tokenFor() });
    await send({ type: 'ack', seq: 7 });

    await until(() => acks.length === 1);
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
    await until(() => sessions.length === 1);

    tokens.revoke(aUser().session);

    expect(await closed).toBe(CLOSE.unauthenticated);
  });

  it('ends a connection whose token runs out, unless another was shown', async () => {
    const good = new Set(['one', 'two']);
    const tokens = {
      verify: (token: string) => (good.has(token) ? aUser() : undefined),
      revoke: () => undefined,
    };
    const { url, sessions } = await aListener({ tokens, lookMs: 20 });
    const [idle, renewed] = [aSocket(url), aSocket(url)];
    await Promise.all([idle, renewed].map(({ send }) => send({ type: 'authenticate', token: 'one' })));
    await until(() => sessions.length === 2);
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

  it('gives up a connection that answers no ping', async () => {
    const { url, listener, tokenFor } = await aListener({ heartbeatMs: 20 });
    const { socket, send } = aSocket(url);
    await send({ type: 'authenticate', token: await tokenFor() });
    socket.pause();

    await until(() => listener.count === 0);
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
    await until(() => sessions.length === 1);
    socket.pause();
    const big = 'x'.repeat(1_000_000);
    const frame = { event: 'booking.changed', at: '', data: big };

    let seq = 0;
    while (sessions[0]?.socket.send({ type: 'event', seq: ++seq, ...frame })) {
      expect(seq).toBeLessThan(100);
    }

    expect(sessions[0]?.socket.send({ type: 'latest', ...frame })).toBe(false);
    socket.resume();
    await until(() => listener.count === 0);
  });
});

describe('a client of sockets', () => {
  function aClient(
    url: string,
    token: () => Promise<string>,
    effects: SocketListenerOptions['effects'] & object,
  ) {
    const events: unknown[] = [];
    let resyncs = 0;
    const client: ConnectedSocket = connectSocket({
      ...{ url, token, effects: { ...effects, random: { next: () => 0.5 } as never } },
      event: (event) => void events.push(event),
      resync: () => void (resyncs += 1),
      renewMs: 20,
    });
    opened.push(client);
    return { client, events, resyncs: () => resyncs };
  }

  it('reads the state once, then goes on where it was after every loss', async () => {
    const { url, tokenFor, effects, sessions } = await aListener();
    const { client, events, resyncs } = aClient(url, tokenFor, effects);
    await until(() => client.connected);
    sessions[0]?.socket.send({ type: 'event', seq: 5, event: 'booking.assigned', at: '', data: {} });
    await until(() => events.length === 1);

    client.drop();
    await until(() => sessions.length === 2);

    expect(sessions[1]?.resume).toEqual({ epoch: 'one', lastSeq: 5 });
    await until(() => client.connected);
    expect(resyncs()).toBe(1);
  });

  it('shows a newer token when there is one', async () => {
    const good = new Set(['one', 'two']);
    const shown: string[] = [];
    const verify = (token: string) => {
      if (shown.at(-1) !== token) shown.push(token);
      return good.has(token) ? aUser() : undefined;
    };
    const { url, effects } = await aListener({ tokens: { verify, revoke: () => undefined }, lookMs: 20 });
    let present = 'one';
    const { client, resyncs } = aClient(url, async () => present, effects);
    await until(() => client.connected);

    present = 'two';
    await until(() => shown.includes('two'));
    good.delete('one');
    await new Promise((resolve) => setTimeout(resolve, 100)); // some looks later

    expect(client.connected).toBe(true);
    expect(resyncs()).toBe(1);
  });

  it('comes back when the server was away', async () => {
    const first = await aListener();
    const { client } = aClient(first.url, first.tokenFor, first.effects);
    await until(() => client.connected);
    await first.listener.close();
    await until(() => !client.connected);

    const port = Number(new URL(first.url).port);
    const second = await aListener({ port, tokens: { verify: () => aUser(), revoke: () => undefined } });

    await until(() => client.connected);
    expect(second.sessions).toHaveLength(1);
  });
});
