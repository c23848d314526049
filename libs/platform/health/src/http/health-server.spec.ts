import { connect } from 'node:net';

import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

import { createHealth, type Health } from '../health.ts';
import { type HealthServer, startHealthServer } from './health-server.ts';

describe('startHealthServer', () => {
  let effects: FakeEffects;
  let health: Health;
  let server: HealthServer;
  let metrics: () => Promise<string>;

  beforeEach(async () => {
    effects = fakeEffects();
    health = createHealth({ effects });
    metrics = () => Promise.resolve('up 1\n');
    server = await startHealthServer({ effects, health, metrics: () => metrics() });
  });

  afterEach(() => server.close());

  async function get(
    path: string,
    init?: RequestInit,
  ): Promise<{ status: number; body: string; type: string | null }> {
    const response = await fetch(`${server.url}${path}`, init);
    return {
      status: response.status,
      body: await response.text(),
      type: response.headers.get('content-type'),
    };
  }

  it('listens on loopback', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is alive also when it does not serve', async () => {
    expect(await get('/livez')).toMatchObject({ status: 200, body: 'alive\n' });
  });

  it('is ready when the service is', async () => {
    health.setServing(true);

    expect(await get('/readyz')).toMatchObject({ status: 200, body: 'ready\n' });
  });

  it('says why it is not ready', async () => {
    health.add({ name: 'store', priority: 'pager', run: () => ({ ok: false, message: 'no connection' }) });
    await effects.time.advance(0);

    expect(await get('/readyz')).toMatchObject({
      status: 503,
      body: 'it does not serve\ncheck store is failing: no connection\n',
    });
    health.close();
  });

  it('gives the metrics as they are', async () => {
    expect(await get('/metrics')).toEqual({
      status: 200,
      body: 'up 1\n',
      type: 'text/plain; version=0.0.4; charset=utf-8',
    });
  });

  it('answers 500 when the metrics cannot be had, and tells the log alone why', async () => {
    metrics = () => Promise.reject(new Error('a secret'));

    expect(await get('/metrics')).toMatchObject({ status: 500, body: 'it failed: see the log\n' });
    expect(effects.log.lines).toMatchObject([{ level: 'error', message: 'health page failed' }]);
  });

  it.each([
    ['/', 'GET'],
    ['/livez?x=1', 'GET'],
    ['/livez', 'POST'],
  ])('has nothing at %s for %s', async (path, method) => {
    expect(await get(path, { method })).toMatchObject({ status: 404 });
  });

  it('refuses long headers', async () => {
    const { status } = await get('/livez', { headers: { 'x-long': 'x'.repeat(10_000) } });

    expect(status).toBe(431);
  });

  it('closes though somebody keeps a connection open, any number of times', async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve).resume());

    await server.close();
    await server.close();

    await closed;
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow();
  });

  it('refuses a port that is taken', async () => {
    const { port } = new URL(server.url);

    await expect(startHealthServer({ effects, health, metrics, port: Number(port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
