import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { realEffects } from '@hansom/platform-context';
import { eventually, FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { WebSocket } from 'ws';

import { CLOSE } from './frames.ts';
import { type Socket } from './socket.ts';
import { type Admission, UpgradeSockets, type UpgradeSocketsOptions } from './upgrade-sockets.ts';

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** A server of somebody else, with sockets at one of its paths: whoever shows the cookie `good` may connect. */
async function aServer(over: Partial<UpgradeSocketsOptions> = {}) {
  const effects = realEffects(new FakeTime().clock, recordingLogger());
  const heard: string[] = [];
  const sockets: Socket[] = [];
  let gone = 0;
  const admitted: Admission = {
    peer: (socket) => {
      sockets.push(socket);
      return { received: (text) => void heard.push(text), closed: () => void (gone += 1) };
    },
  };
  const upgrades = new UpgradeSockets({
    ...{ path: '/v1/live', effects },
    admit: async ({ headers }) => (headers.cookie === 'good' ? admitted : { status: 403 }),
    ...over,
  });
  const http = createServer((_request, response) => response.end('a page'));
  http.on('upgrade', (request, stream, head) => upgrades.upgrade(request, stream, head));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  opened.push({ close: () => http.close() }, { close: () => upgrades.close() });
  return { upgrades, origin: `127.0.0.1:${port}`, heard, sockets, admitted, gone: () => gone };
}

function aClient(origin: string, { path = '/v1/live?city=got', cookie = 'good' } = {}) {
  const socket = new WebSocket(`ws://${origin}${path}`, { headers: { cookie } });
  opened.push({ close: () => socket.terminate() });
  const told: string[] = [];
  socket.on('message', (data) => told.push(String(data)));
  const ended = new Promise<string | number>((resolve) => {
    socket.on('close', (code) => resolve(code));
    socket.on('error', ({ message }) => resolve(message));
  });
  const ready = new Promise<void>((resolve) => socket.on('open', () => resolve()));
  return { socket, ended, ready, told };
}

describe('sockets at a path of another server', () => {
  it('lets in whoever is known by the request alone, and leaves the server its pages', async () => {
    const { origin, heard, sockets } = await aServer();
    const { socket, ready, told } = aClient(origin);
    await ready;

    socket.send('hello');
    await eventually(() => heard.length === 1);
    sockets[0]?.sendText(Buffer.from('a frame'));

    await eventually(() => told.length === 1);
    expect([heard, told]).toEqual([['hello'], ['a frame']]);
    expect(await (await fetch(`http://${origin}/`)).text()).toBe('a page');
  });

  it.each([
    ['who may not', { cookie: 'bad' }, /403/],
    ['another path', { path: '/v1/other' }, /404/],
  ])('refuses %s as a request', async (_, how, message) => {
    const { origin, upgrades } = await aServer();

    expect(await aClient(origin, how).ended).toMatch(message);
    expect(upgrades.count).toBe(0);
  });

  it('lets in to tell why it ends what a page must know', async () => {
    const { origin } = await aServer({ admit: () => ({ close: { code: 4404, reason: 'no such city' } }) });

    expect(await aClient(origin).ended).toBe(4404);
  });

  it('refuses with 503 when it cannot be found out who asks', async () => {
    const { origin } = await aServer({ admit: () => Promise.reject(new Error('the store is away')) });

    expect(await aClient(origin).ended).toMatch(/503/);
  });

  it('counts those of whom it is still being found out who they are', async () => {
    const late: ((admission: Admission) => void)[] = [];
    const { origin, admitted, upgrades } = await aServer({
      maxConnections: 1,
      admit: () => new Promise((resolve) => late.push(resolve)),
    });
    const first = aClient(origin);
    await eventually(() => late.length === 1);

    expect(await aClient(origin).ended).toBe(CLOSE.tooMany);
    late[0]?.(admitted);
    await first.ready;
    expect(upgrades.count).toBe(1);
  });

  it('ends a connection that sends a frame that is too large', async () => {
    const { origin } = await aServer({ maxFrameBytes: 100 });
    const { socket, ready, ended } = aClient(origin);
    await ready;

    socket.send('x'.repeat(101));

    expect(await ended).toBe(1009);
  });

  it('tells its connections to go elsewhere when it stops, and takes no more', async () => {
    const { origin, upgrades, gone } = await aServer();
    const { ready, ended } = aClient(origin);
    await ready;

    await upgrades.close();

    expect(await ended).toBe(CLOSE.goingAway);
    expect(await aClient(origin).ended).toMatch(/503/);
    await eventually(() => gone() === 1);
  });
});
