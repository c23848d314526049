import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { reading } from '../testing/routes.ts';
import { readPage } from './read-page.ts';

const HTML = '<!doctype html><title>A page</title>';
const SCRIPT = 'document.title = "started";'.repeat(20);
const HASHED = '/assets/index-B3xs_0-k.js';
const NAVIGATING = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let folder: string;

beforeAll(async () => {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'hansom-page-'));
  folder = path.join(parent, 'page');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  await writeFile(path.join(parent, 'secret.txt'), 'secret');
  await writeFile(path.join(folder, 'index.html'), HTML);
  await writeFile(path.join(folder, 'mark.svg'), '<svg/>');
  await writeFile(path.join(folder, HASHED), SCRIPT);
  await writeFile(path.join(folder, `${HASHED}.br`), brotliCompressSync(SCRIPT));
  await writeFile(path.join(folder, `${HASHED}.gz`), gzipSync(SCRIPT));
});

afterAll(() => rm(path.dirname(folder), { recursive: true }));
afterEach(closeGateways);

interface Got {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** As it was sent: nothing is unpacked, and no path is made better. */
function get(address: string, at: string, { method = 'GET', headers = {} } = {}): Promise<Got> {
  const [hostname, port] = address.split(':');
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: at, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    })
      .once('error', reject)
      .end();
  });
}

async function aPage(hosts?: string[]) {
  const page = await readPage(folder);
  const { address } = await aGateway([reading(async () => undefined)], { page, ...(hosts && { hosts }) });
  return (at: string, options?: Parameters<typeof get>[2]) => get(address, at, options);
}

describe('a page', () => {
  it('is served with a policy that lets nothing run but what belongs to it', async () => {
    const ask = await aPage();

    const { status, headers, body } = await ask('/');

    expect(status).toBe(200);
    expect(body.toString()).toBe(HTML);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
        "worker-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('has files whose names tell their content: they are kept for ever', async () => {
    const ask = await aPage();

    const script = await ask(HASHED);
    const mark = await ask('/mark.svg');

    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(script.body.toString()).toBe(SCRIPT);
    expect(mark.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' });
  });

  it.each([
    ['br, gzip', 'br', brotliCompressSync(SCRIPT)],
    ['gzip, deflate, br;q=0.9', 'br', brotliCompressSync(SCRIPT)],
    ['gzip;q=0.5, br;q=0', 'gzip', gzipSync(SCRIPT)],
    ['deflate', undefined, Buffer.from(SCRIPT)],
    ['brotli', undefined, Buffer.from(SCRIPT)],
  ])('to whom accepts %p is sent as %p', async (accepted, encoding, bytes) => {
    const ask = await aPage();

    const { headers, body } = await ask(HASHED, { headers: { 'accept-encoding': accepted } });

    expect(headers['content-encoding']).toBe(encoding);
    expect(headers).toMatchObject({ vary: 'accept-encoding', 'content-length': String(bytes.length) });
    expect(body.equals(bytes)).toBe(true);
  });

  it('is not sent to whom has it already, each encoding for itself', async () => {
    const ask = await aPage();
    const br = { 'accept-encoding': 'br' };
    const etag = String((await ask(HASHED, { headers: br })).headers['etag']);

    const again = await ask(HASHED, { headers: { ...br, 'if-none-match': `"x", ${etag}` } });
    const other = await ask(HASHED, { headers: { 'if-none-match': etag } });

    expect(again).toMatchObject({ status: 304, headers: { etag } });
    expect(again.body).toHaveLength(0);
    expect(other.status).toBe(200);
  });

  it('answers HEAD as GET, without what it says', async () => {
    const ask = await aPage();

    const { status, headers, body } = await ask('/', { method: 'HEAD' });

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-length': String(HTML.length), 'cache-control': 'no-cache' });
    expect(body).toHaveLength(0);
  });

  it.each(['/city/got', '/city/got?follow=driver_got_1', '/bookings/booking_got_1', '/a.b/c'])(
    'is what a browser gets that goes to %p',
    async (at) => {
      const ask = await aPage();

      const { status, headers, body } = await ask(at, { headers: NAVIGATING });

      expect({ status, body: body.toString() }).toEqual({ status: 200, body: HTML });
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  it.each([
    ['a file that it has not', '/assets/index-00000000.js', '*/*'],
    ['a call', '/v1/nothing', 'application/json'],
    ['nothing', '/city/got', undefined],
  ])('is not what %s gets', async (_, at, accept) => {
    const ask = await aPage();

    const { status, headers } = await ask(at, accept === undefined ? {} : { headers: { accept } });

    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it('stands back where there is a route', async () => {
    const ask = await aPage();

    const answered = await ask('/v1/holds/h', { headers: NAVIGATING });
    const wrongMethod = await ask('/v1/holds/h', { method: 'PUT', headers: NAVIGATING });
    const posted = await ask('/city/got', { method: 'POST', headers: NAVIGATING });

    expect([answered.status, wrongMethod.status, posted.status]).toEqual([200, 405, 404]);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/%00secret.txt',
    '/%zz',
    `${HASHED}.br`,
    '/assets',
    '/__proto__',
  ])('lets nobody out of its folder by %p', async (at) => {
    const ask = await aPage();

    const { status, body } = await ask(at);

    expect(status).toBe(404);
    expect(body.toString()).not.toContain('"secret"');
  });
});

describe('a folder', () => {
  it.each(['assets', 'nothing'])('without a page in it (%p) is no page', async (name) => {
    expect(await readPage(path.join(folder, name))).toBeUndefined();
  });
});

describe('a gateway that knows its names', () => {
  it.each(['evil.example', 'localhost.evil.example:80'])('is not there for %p', async (host) => {
    const ask = await aPage(['console.example']);

    const page = await ask('/', { headers: { ...NAVIGATING, host } });
    const route = await ask('/v1/holds/h', { headers: { host } });

    for (const { status, body } of [page, route]) {
      expect(status).toBe(421);
      expect(JSON.parse(body.toString())).toMatchObject({ code: 'rider-api.host_refused' });
    }
  });

  it.each(['console.example', 'localhost:8000', '10.1.2.3:8000'])('is there for %p', async (host) => {
    const ask = await aPage(['console.example']);

    expect((await ask('/', { headers: { host } })).status).toBe(200);
  });
});
