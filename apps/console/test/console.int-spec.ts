import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';

import { console } from '../src/service.ts';

describe('console', () => {
  let running: BootedServices;
  let url: string;
  let page: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    page = await mkdtemp(path.join(os.tmpdir(), 'hansom-console-'));
    await writeFile(path.join(page, 'index.html'), '<!doctype html><title>Hansom</title>');
    const env = { HANSOM_CONSOLE_PORT: String(port), HANSOM_CONSOLE_PAGE: page };
    running = await bootServices([console], { env });
  });

  afterAll(async () => {
    await running.close();
    await rm(page, { recursive: true });
  });

  async function ask(at: string, init: RequestInit = {}) {
    const response = await fetch(`${url}${at}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  }

  it('describes itself', async () => {
    const { status, text } = await ask('/v1/openapi.json');

    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      openapi: '3.1.0',
      paths: { '/v1/session/link': { post: { operationId: 'redeemLink' } } },
    });
  });

  it('serves its page at the URL of each of its views, under a strict policy', async () => {
    const { status, headers, text } = await ask('/city/got?follow=driver_got_1', {
      headers: { accept: 'text/html' },
    });

    expect(status).toBe(200);
    expect(text).toContain('<title>Hansom</title>');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  });

  it('asks who is there', async () => {
    const { status, text } = await ask('/v1/me');

    expect(status).toBe(401);
    expect(JSON.parse(text)).toMatchObject({ code: 'console.unauthenticated' });
  });

  it('has a cookie that is nobody’s forgotten', async () => {
    const { status, headers } = await ask('/v1/me', {
      headers: { cookie: `hansom_console=${'x'.repeat(43)}` },
    });

    expect(status).toBe(401);
    expect(headers.get('set-cookie')).toBe('hansom_console=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
  });

  it('lets nobody sign in, or out, from another page', async () => {
    const headers = {
      'content-type': 'application/json',
      'x-hansom-console': '1',
      origin: 'http://evil.example',
    };
    const body = JSON.stringify({ secret: 'abc', attempt: 'the first and only' });

    const signIn = await ask('/v1/session/link', { method: 'POST', headers, body });
    const signOut = await ask('/v1/session', { method: 'DELETE', headers });

    for (const { status, text } of [signIn, signOut]) {
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ code: 'console.csrf_refused' });
    }
  });

  it('lets its own page sign out', async () => {
    const headers = { 'x-hansom-console': '1', origin: url };

    expect(await ask('/v1/session', { method: 'DELETE', headers })).toMatchObject({ status: 204 });
  });
});
